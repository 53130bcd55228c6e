import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ParsedMail, simpleParser } from "mailparser";

/** Returns the folder of written mails in this test's DATA_DIR. */
function folder(): string {
  return join(process.env.DATA_DIR ?? ".data", "mail");
}

/** Reads every written mail, in order. */
export async function readMails(): Promise<ParsedMail[]> {
  if (!existsSync(folder())) return [];
  const names = readdirSync(folder())
    .filter((name) => name.endsWith(".eml"))
    .sort();
  return Promise.all(names.map((name) => simpleParser(readFileSync(join(folder(), name)))));
}

/** Returns the recipient of a mail. */
export function recipientOf(mail: ParsedMail): string {
  return [mail.to ?? []]
    .flat()
    .flatMap((list) => list.value.map((one) => one.address ?? ""))
    .join(",");
}

/** Returns the first link in a mail's text whose path ends with `path`. Throws if there is none. */
export function linkIn(mail: ParsedMail, path: string): URL {
  const found = (mail.text ?? "").match(/https?:\/\/\S+/g)?.map((text) => new URL(text));
  const link = found?.find((url) => url.pathname.endsWith(path));
  if (!link) throw new Error(`the mail has no link to ${path}`);
  return link;
}
