import { type ParsedMail, simpleParser } from "mailparser";
import { MOST_TEXT } from "../limits";
import { filesIn, type MailFiles } from "./mail-files";
import { ownWords } from "./own-words";

/** A mail as far as a reply needs it. */
export interface ReadMail {
  /** Its `Message-ID`; null if it has none. */
  messageId: string | null;
  /** The one address in `From`, in lower case; null for none or several. */
  from: string | null;
  subject: string;
  /** What its author wrote: without quoted text and signature. */
  text: string;
  /** All of its text. */
  whole: string;
  /** Whether a program wrote it: a notice of absence, a bounce, a mailing list. */
  isAutomatic: boolean;
  /** What its author attached. */
  attached: MailFiles;
}

const OPTIONS = { skipImageLinks: true, skipTextToHtml: true, maxHtmlLengthToParse: 4 * MOST_TEXT };

/** The text of HTML beside which there are files: the parser makes text only of HTML that is a whole mail. */
async function textOfHtml(html: string): Promise<string> {
  if (html === "") return "";
  const alone = Buffer.from(`Content-Type: text/html; charset=utf-8\r\n\r\n${html}`);
  return (await simpleParser(alone, OPTIONS).catch(() => null))?.text ?? "";
}

/** Reads a mail (RFC 5322); null for one whose parts or headers are more than any mail program makes. */
export async function readMail(raw: Buffer): Promise<ReadMail | null> {
  const mail = await simpleParser(raw, OPTIONS).catch(() => null);
  if (!mail) return null;
  const whole = plainText(mail.text ?? (await textOfHtml(mail.html || "")));
  const senders = mail.from?.value.map(({ address }) => address?.toLowerCase()) ?? [];
  return {
    messageId: mail.messageId ?? null,
    from: senders.length === 1 ? (senders[0] ?? null) : null,
    subject: mail.subject ?? "",
    text: ownWords(whole),
    whole,
    isAutomatic: isAutomatic(mail),
    attached: filesIn(mail.attachments),
  };
}

/** The text of a mail with line ends of one kind, and with one empty line where there are several. */
function plainText(text: string): string {
  const lines = text.slice(0, 4 * MOST_TEXT).split(/\r?\n/);
  return lines
    .filter((line, at) => line.trim() !== "" || lines[at - 1]?.trim() !== "")
    .join("\n")
    .slice(0, MOST_TEXT);
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
