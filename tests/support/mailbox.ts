import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ParsedMail, simpleParser } from "mailparser";

/** The folder of written mails of this test's DATA_DIR. */
function folder(): string {
  return join(process.env.DATA_DIR ?? ".data", "mail");
}

/** Every mail that was written, in order. */
export async function readMails(): Promise<ParsedMail[]> {
  if (!existsSync(folder())) return [];
  const names = readdirSync(folder())
    .filter((name) => name.endsWith(".eml"))
    .sort();
  return Promise.all(names.map((name) => simpleParser(readFileSync(join(folder(), name)))));
}

/** To whom a mail goes. */
export function recipientOf(mail: ParsedMail): string {
  return [mail.to ?? []]
    .flat()
    .flatMap((list) => list.value.map((one) => one.address ?? ""))
    .join(",");
}

/** The first link of a mail's text whose path begins so; throws when there is none. */
export function linkIn(mail: ParsedMail, path: string): URL {
  const found = (mail.text ?? "").match(/https?:\/\/\S+/g)?.map((text) => new URL(text));
  const link = found?.find((url) => url.pathname.endsWith(path));
  if (!link) throw new Error(`the mail has no link to ${path}`);
  return link;
}
