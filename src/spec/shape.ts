/** Names what specs are read as: changes with their schema. Generated. */
export const SPEC_SHAPE = "9Cpo2hS8jbkV";
