/** The kind of case that an appeal against a suspension is. */
export const SUSPENSION_CASES = "suspension";
