import EmailReplyParser from "email-reply-parser";
import { type ParsedMail, simpleParser } from "mailparser";
import { MOST_TEXT } from "../limits";
import { ABOVE } from "../reply-address";

/** A mail as far as a reply needs it. */
export interface ReadMail {
  /** Its `Message-ID`; null if it has none. */
  messageId: string | null;
  /** The one address in `From`, in lower case; null for none or several. */
  from: string | null;
  subject: string;
  /** What its author wrote: without quoted text and signature. */
  text: string;
  /** Whether a program wrote it: a notice of absence, a bounce, a mailing list. */
  isAutomatic: boolean;
  attachments: number;
}

/** Reads a mail (RFC 5322); null for one whose parts or headers are more than any mail program makes. */
export async function readMail(raw: Buffer): Promise<ReadMail | null> {
  const options = { skipImageLinks: true, skipTextToHtml: true, maxHtmlLengthToParse: 4 * MOST_TEXT };
  const mail = await simpleParser(raw, options).catch(() => null);
  if (!mail) return null;
  const senders = mail.from?.value.map(({ address }) => address?.toLowerCase()) ?? [];
  return {
    messageId: mail.messageId ?? null,
    from: senders.length === 1 ? (senders[0] ?? null) : null,
    subject: mail.subject ?? "",
    text: ownWords(mail.text ?? ""),
    isAutomatic: isAutomatic(mail),
    attachments: mail.attachments.filter(({ related }) => !related).length,
  };
}

/**
 * Leaves out what was quoted, and the signature. Empty lines are joined before: the parser takes minutes for thousands of
 * them.
 */
function ownWords(text: string): string {
  const all = text
    .slice(0, 4 * MOST_TEXT)
    .split(/\r?\n/)
    .map((line) => line.trimEnd());
  const lines = all
    .filter((line, at) => line !== "" || all[at - 1] !== "")
    .join("\n")
    .slice(0, MOST_TEXT)
    .split("\n");
  const end = lines.findIndex((line) => line.includes(ABOVE));
  const above = end === -1 ? lines : lines.slice(0, end);
  return new EmailReplyParser().read(above.join("\n")).getVisibleText().trim();
}

/** Headers of programs that answer by themselves (RFC 3834, RFC 2919 and older customs). */
function isAutomatic({ headerLines, from }: ParsedMail): boolean {
  const said = new Map(
    headerLines.map(
      ({ key, line }) =>
        [
          key,
          line
            .slice(line.indexOf(":") + 1)
            .trim()
            .toLowerCase(),
        ] as const,
    ),
  );
  return (
    (said.get("auto-submitted") ?? "no") !== "no" ||
    AUTOMATIC.some((name) => said.has(name)) ||
    /^(?:bulk|junk|list|auto_reply)$/.test(said.get("precedence") ?? "") ||
    /^(?:mailer-daemon|postmaster|no-?reply)@/i.test(from?.value[0]?.address ?? "") ||
    said.get("return-path") === "<>"
  );
}

/** Headers that only programs set. */
const AUTOMATIC = [
  "x-autoreply",
  "x-autorespond",
  "x-auto-response-suppress",
  "x-failed-recipients",
  "list-id",
];
