/** Names what specs are read as: changes with their schema. Generated. */
export const SPEC_SHAPE = "ittl3_zU6Jnd";
