import { createHash } from "node:crypto";
import { simpleParser } from "mailparser";
import { textOfHtml } from "@/lib/text/from-html";
import { MOST_BYTES, MOST_TEXT } from "../limits";
import { ownWords } from "../taking/own-words";
import type { Place } from "./mbox";

/** Bytes in which the headers of a mail must end. */
const MOST_HEADERS = 128 * 1024;
/** Ids that are read of one header: a mail answers the last ones. */
const MOST_REFERENCES = 100;
const MOST_ID = 500;

/** The headers of a mail in an archive, as far as its topic needs them. */
export interface ArchivedHead {
  id: string;
  /** The ids of the mails that it answers, the nearest first. */
  answers: string[];
  subject: string;
  author: { name: string; email: string | null };
  at: Date;
  place: Place;
}

/** Returns the headers of a mail, or why it is left out. */
export async function readHead(
  place: Place,
  read: (place: Place) => Promise<Buffer>,
): Promise<ArchivedHead | { why: string }> {
  if (place.length > MOST_BYTES) return { why: "larger than 10 MB" };
  const begin = await read({ offset: place.offset, length: Math.min(place.length, MOST_HEADERS) });
  const end = endOfHeaders(begin);
  if (end === -1 && place.length > MOST_HEADERS) return { why: "headers that do not end" };
  const head = end === -1 ? begin : begin.subarray(0, end);
  const mail = await simpleParser(head).catch(() => null);
  const [from] = mail?.from?.value ?? [];
  if (!mail || !from) return { why: "no sender" };
  // The parser takes the present time for a date that is none.
  const dated = mail.headerLines.find(({ key }) => key === "date")?.line ?? "";
  const at = new Date(Date.parse(dated.slice(dated.indexOf(":") + 1).trim()));
  if (Number.isNaN(at.getTime()) || at.getTime() > Date.now() || at.getTime() < 0)
    return { why: "no valid date" };
  const references = [mail.references ?? []].flat().slice(-MOST_REFERENCES);
  const author = { name: from.name || "", email: from.address?.toLowerCase() || null };
  return {
    id: isId(mail.messageId)
      ? mail.messageId
      : madeId([author.email ?? author.name, at.toISOString(), mail.subject ?? ""]),
    answers: [...references, mail.inReplyTo].filter(isId).reverse(),
    subject: (mail.subject ?? "").slice(0, 1_000),
    author,
    at,
    place,
  };
}

const isId = (id: string | undefined): id is string =>
  id !== undefined && id.trim() !== "" && id.length <= MOST_ID && !id.includes("\0");

/** The id of a mail without one: the same mail in another archive has the same. */
const madeId = (parts: readonly string[]): string =>
  `<${createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32)}@no-id>`;

function endOfHeaders(bytes: Buffer): number {
  const ends = [bytes.indexOf("\n\n"), bytes.indexOf("\n\r\n")].filter((at) => at !== -1);
  return ends.length === 0 ? -1 : Math.min(...ends);
}

/** Reads what the author of a mail wrote, whatever its encoding. Empty if nothing can be read. */
export async function readWords(raw: Buffer): Promise<string> {
  // "From " at the beginning of a line was marked, so that it does not look like the next mail.
  const unmarked = Buffer.from(raw.toString("latin1").replace(/^>(>*From )/gm, "$1"), "latin1");
  const options = { skipImageLinks: true, skipTextToHtml: true, maxHtmlLengthToParse: 4 * MOST_TEXT };
  const mail = await simpleParser(unmarked, options).catch(() => null);
  // A part of HTML beside files is not converted by the parser.
  const written = mail?.text || textOfHtml((mail?.html || "").slice(0, 4 * MOST_TEXT));
  const text = written
    .slice(0, 4 * MOST_TEXT)
    .replace(/\r\n?/g, "\n")
    .replace(/\n{3,}/g, "\n\n");
  return (ownWords(text) || text.trim()).slice(0, MOST_TEXT);
}
