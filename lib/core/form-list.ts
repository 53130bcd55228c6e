/**
 * Returns the values chosen in a list of a form: none, one or several. The list to add one more sends an empty value
 * if none was added.
 */
export const formList = (sent: unknown): unknown[] =>
  [sent].flat().filter((one) => one !== undefined && one !== "");
