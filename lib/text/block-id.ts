const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** A new id for a block or a record: ten letters or digits at random. */
export function newBlockId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join("");
}
