/** Stands for a library that no page needs (`scripts/assets.mjs`). */
export default function decompress(): never {
  throw new Error("fonts of documents are not compressed");
}
