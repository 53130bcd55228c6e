/** Returns the id of a heading on its page; `prefix`: the part of the page that the text is. */
export const headingId = (prefix: string, blockId: string): string => `h-${prefix}-${blockId}`;
