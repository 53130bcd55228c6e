import { mkdir, rename, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createTransport } from "nodemailer";
import { newId } from "@/lib/core/id";
import { env } from "@/lib/env";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { siteName } from "@/lib/i18n/site-words";
import { log } from "@/lib/log";
import { type Letter, letterHtml, letterText } from "./letter";

/** Characters that could start another header. */
const CONTROLS = /[\p{Cc}\u2028\u2029]+/u;

/**
 * Sends a mail over SMTP if `SMTP_URL` is set, else to an `.eml` file in `DATA_DIR/mail`, whose path is
 * logged. Throws the server's error; the calling job then tries again.
 */
export async function deliver(letter: Letter): Promise<void> {
  if (CONTROLS.test(letter.to + (letter.replyTo ?? "") + (letter.returnTo ?? "")))
    throw new Error("a mail address holds a control character");
  const message = await compose(letter);
  const { SMTP_URL } = env();
  if (SMTP_URL) await sendBySmtp(SMTP_URL, message);
  else await writeToFile(message);
}

type Message = Awaited<ReturnType<typeof compose>>;

async function compose(letter: Letter) {
  const from = sender();
  return {
    from,
    to: { name: "", address: letter.to },
    ...(letter.replyTo ? { replyTo: { name: "", address: letter.replyTo } } : {}),
    // The recipient is set explicitly, never parsed from a header.
    envelope: { from: letter.returnTo ?? from.address, to: [letter.to] },
    messageId: `<${letter.id ?? newId()}@${from.address.split("@").at(-1)}>`,
    subject: letter.subject.split(CONTROLS).join(" "),
    text: letterText(letter),
    html: await letterHtml(letter),
    // RFC 3834: suppresses out-of-office replies.
    headers: {
      "Auto-Submitted": "auto-generated",
      "Content-Language": letter.locale,
      ...(letter.unsubscribe ? unsubscribeHeaders(letter.unsubscribe.href) : {}),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** RFC 8058: the mail program posts `List-Unsubscribe=One-Click` to this address when the reader asks for it. */
function unsubscribeHeaders(href: string) {
  return {
    "List-Unsubscribe": `<${href}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}

/** Parses `MAIL_FROM` as `address` or `Name <address>`; a bare address is sent with the name of the site. */
function sender(): { name: string; address: string } {
  const named = /^\s*"?([^"<]*?)"?\s*<([^<>\s]+)>\s*$/.exec(env().MAIL_FROM);
  return named
    ? { name: named[1] || siteName(DEFAULT_LOCALE), address: named[2] ?? "" }
    : { name: siteName(DEFAULT_LOCALE), address: env().MAIL_FROM.trim() };
}

async function sendBySmtp(url: string, message: Message): Promise<void> {
  const transport = createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  });
  try {
    await transport.sendMail(message);
  } finally {
    transport.close();
  }
}

/** Written to a temporary file and renamed, so that a program watching the folder never reads a partial mail. */
async function writeToFile(message: Message): Promise<void> {
  const made = await createTransport({ streamTransport: true, buffer: true, newline: "windows" }).sendMail(
    message,
  );
  const folder = resolve(env().DATA_DIR, "mail");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const at = new Date().toISOString().replace(/[:.]/g, "-");
  const path = join(folder, `${at}-${newId().slice(-8)}.eml`);
  await writeFile(`${path}.part`, made.message as Buffer, { mode: 0o600 });
  await rename(`${path}.part`, path);
  log().info({ event: "mail.written", path });
}
