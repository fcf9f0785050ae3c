/** Ends the stand-in with exit code 1 and these words on the error output. */
export class Refusal extends Error {}
