import type { Attachment } from "mailparser";

/** Files that are taken of one mail: as many as a comment can have. */
const MOST = 5;
/** Bytes of a picture in the text that is taken for a part of a signature. */
const SMALL = 20 * 1024;

/** A file that came with a mail. */
export interface MailFile {
  name: string;
  bytes: Buffer;
}

/** A file that is not taken: its name, and why, as a key of messages. */
export interface LeftOut {
  name: string;
  why: string;
}

export interface MailFiles {
  files: MailFile[];
  leftOut: LeftOut[];
}

/** Types that are no files of their author: signatures of the mail itself. */
const OF_THE_MAIL = /^application\/(?:x-)?(?:pkcs7-signature|pgp-signature|pgp-encrypted)$/;
/** What Outlook packs all files of a mail into, which no other program opens. */
const PACKED = /^application\/(?:vnd\.)?ms-tnef$/;

/**
 * Sorts what came with a mail: files of its author; what they have to be told about; and what mail programs add by
 * themselves, such as the pictures of a signature and the parts of an invitation, which nobody misses.
 */
export function filesIn(attachments: readonly Attachment[]): MailFiles {
  const found: MailFiles = { files: [], leftOut: [] };
  for (const one of attachments) {
    if (isAdded(one)) continue;
    const name = one.filename ?? nameFor(one.contentType);
    if (PACKED.test(one.contentType) || name.toLowerCase() === "winmail.dat")
      found.leftOut.push({ name, why: "winmail" });
    else if (found.files.length === MOST) found.leftOut.push({ name, why: "many" });
    else found.files.push({ name, bytes: one.content });
  }
  return found;
}

/** Whether a mail program added a part: its author did not attach it. */
function isAdded({ contentType, contentDisposition, related, cid, filename, size }: Attachment): boolean {
  const isAttached = contentDisposition === "attachment";
  if (related || OF_THE_MAIL.test(contentType)) return true;
  if (contentType === "text/calendar") return !isAttached;
  // Some programs mark photos as inline that their author attached: those have names and no place in the text.
  return contentType.startsWith("image/") && !isAttached && (cid !== undefined || !filename || size <= SMALL);
}

/** A name for a part without one: the type alone decides whether it is taken. */
function nameFor(contentType: string): string {
  const [, kind = ""] = /^(?:image|audio|video|application|text)\/([a-z0-9]{1,10})$/.exec(contentType) ?? [];
  if (contentType === "text/plain") return "text.txt";
  return kind === "" ? "attachment" : `attachment.${kind}`;
}
