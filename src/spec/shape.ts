/** Names what specs are read as: changes with their schema. Generated. */
export const SPEC_SHAPE = "n2vxxfjLE5mg";
