/** Bytes in which a page names its charset; the standard of HTML asks for the first 1,024. */
const HEAD_BYTES = 4_096;
const NAMED = /<meta[^>]{0,500}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})/i;

/**
 * Decodes a page: by its byte order mark, its header, its meta element, else as UTF-8 if it is valid, else as
 * windows-1252. The bytes may end within a character.
 */
export function decodePage(bytes: Buffer, charset: string | null): string {
  const named = NAMED.exec(bytes.subarray(0, HEAD_BYTES).toString("latin1"))?.[1] ?? null;
  const labels = [markOf(bytes), charset, named === null ? null : labelOf(named)];
  for (const label of labels) {
    const decoder = label === null ? null : decoderOf(label);
    if (decoder) return decoder.decode(bytes, { stream: true });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder("windows-1252").decode(bytes, { stream: true });
  }
}

function markOf(bytes: Buffer): string | null {
  const [one, two, three] = bytes;
  if (one === 0xef && two === 0xbb && three === 0xbf) return "utf-8";
  if (one === 0xfe && two === 0xff) return "utf-16be";
  return one === 0xff && two === 0xfe ? "utf-16le" : null;
}

/** A meta element that can be read is not in UTF-16, whatever it says. */
const labelOf = (named: string) => (/^utf-?16/i.test(named) ? "utf-8" : named);

function decoderOf(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
}
