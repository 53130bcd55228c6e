const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Generates an id for a block or record: ten random letters or digits. */
export function newBlockId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join("");
}
