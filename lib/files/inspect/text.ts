import { createReadStream } from "node:fs";
import { Refused } from "../exchange";

/** Checks for a control character that text has not: C0 without tab, line feed, form feed, carriage return; DEL. */
const isControl = (byte: number) =>
  byte === 0x7f || (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d);

/** The EICAR test string: harmless, and refused so that scanning can be tested. */
const EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

const SCRIPT = /<script|javascript:|\son[a-z]{3,20}\s*=/i;

/**
 * Throws `Refused` unless a file is text: UTF-16 with a byte order mark, or free of control characters in
 * UTF-8 or an older encoding. Returns whether a browser would run a script in it.
 */
export async function requireText(path: string): Promise<{ hasScript: boolean }> {
  let wide: TextDecoder | null = null;
  let isFirst = true;
  let hasScript = false;
  let before = "";
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (isFirst) wide = wideDecoder(chunk);
    const text = wide ? decodeWide(wide, chunk) : decodeNarrow(chunk);
    if (isFirst && text.startsWith(EICAR)) throw new Refused("infected");
    hasScript ||= SCRIPT.test(before + text);
    before = text.slice(-64);
    isFirst = false;
  }
  return { hasScript };
}

/** Creates a UTF-16 decoder if a file begins with its byte order mark. */
function wideDecoder(chunk: Buffer): TextDecoder | null {
  const mark = chunk.toString("latin1", 0, 2);
  if (mark === "\xff\xfe") return new TextDecoder("utf-16le", { fatal: true });
  if (mark === "\xfe\xff") return new TextDecoder("utf-16be", { fatal: true });
  return null;
}

function decodeWide(decoder: TextDecoder, chunk: Buffer): string {
  let text: string;
  try {
    text = decoder.decode(chunk, { stream: true });
  } catch {
    throw new Refused("mismatch");
  }
  for (let at = 0; at < text.length; at += 1)
    if (isControl(text.charCodeAt(at))) throw new Refused("mismatch");
  return text;
}

function decodeNarrow(chunk: Buffer): string {
  if (chunk.some(isControl)) throw new Refused("mismatch");
  return chunk.toString("latin1");
}
