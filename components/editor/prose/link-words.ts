import { bareAddresses } from "@/lib/text/bare-links";

/*
 * Replaces `linkifyjs` in the browser's half of the extension for links (`scripts/assets.mjs`): recognizes
 * addresses with a scheme until that library loads, which also knows where an address ends in odd cases.
 */
type Linkify = Pick<typeof import("linkifyjs"), "find" | "tokenize" | "registerCustomProtocol" | "reset">;

let linkify: Linkify | null = null;
const protocols = new Map<string, boolean | undefined>();

/** Delegates to the library that recognizes every address. */
export function recognizeBy(library: Linkify): void {
  linkify = library;
  for (const [scheme, slashes] of protocols) library.registerCustomProtocol(scheme, slashes);
}

interface Piece {
  value: string;
  start: number;
  end: number;
  isLink: boolean;
  href: string;
}

export function find(text: string, options?: { defaultProtocol?: string }): Omit<Piece, "type">[] {
  return linkify ? linkify.find(text, options) : piecesOf(text).filter(({ isLink }) => isLink);
}

export function tokenize(text: string): { toObject: (protocol?: string) => Piece }[] {
  return linkify ? linkify.tokenize(text) : piecesOf(text).map((piece) => ({ toObject: () => piece }));
}

export function registerCustomProtocol(scheme: string, slashes?: boolean): void {
  protocols.set(scheme, slashes);
  linkify?.registerCustomProtocol(scheme, slashes);
}

export function reset(): void {
  linkify?.reset();
}

/** Splits a text into addresses and the text between them. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  const add = (start: number, end: number, isLink: boolean) => {
    const value = text.slice(start, end);
    if (value !== "") pieces.push({ value, start, end, isLink, href: value });
  };
  let from = 0;
  for (const { index, text: address } of bareAddresses(text)) {
    add(from, index, false);
    from = index + address.length;
    add(index, from, true);
  }
  add(from, text.length, false);
  return pieces;
}
