/** Stands for the keys of this computer where the id of a connection is meant: what files wait for while the vault is locked. */
export const thisComputerId = 'this-computer'
