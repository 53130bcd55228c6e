import { type ParsedMail, simpleParser } from "mailparser";
import { type Bounce, reasonOf, WEIGHTS, weightOf } from "./model";

/** Bytes of a report that are read: what it says comes before the mail that it returns. */
const MOST_BYTES = 256 * 1024;
/** Characters of the part for programs that are read. */
const MOST_TEXT = 20_000;

type Fields = ReadonlyMap<string, string>;

/**
 * Reads a delivery status notification (RFC 3464). Null for any other mail, and for a report that the mail arrived, was
 * handed on or was expanded. A report of several recipients, as a forwarding server makes, is that of its first failure.
 */
export async function readReport(raw: Buffer): Promise<Bounce | null> {
  const options = {
    keepDeliveryStatus: true,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
  };
  const mail = await simpleParser(raw.subarray(0, MOST_BYTES), options).catch(() => null);
  if (!mail || !isReport(mail)) return null;
  const part = mail.attachments.find(({ contentType }) =>
    /^message\/(?:global-)?delivery-status$/.test(contentType),
  );
  const text = part?.content.toString("utf8").slice(0, MOST_TEXT) ?? "";
  // The first group of fields is about the report itself.
  const recipients = text
    .trim()
    .split(/\r?\n[ \t]*\r?\n/)
    .slice(1)
    .map(fieldsOf);
  const bounces = recipients.flatMap((fields) => bounceOf(fields) ?? []);
  return bounces.find(({ weight }) => weight === WEIGHTS.hard) ?? bounces[0] ?? null;
}

function isReport({ headers }: ParsedMail): boolean {
  const type = headers.get("content-type");
  if (typeof type !== "object" || !("params" in type) || typeof type.params !== "object") return false;
  const params = new Map(Object.entries(type.params));
  return type.value === "multipart/report" && params.get("report-type")?.toLowerCase() === "delivery-status";
}

/** Reads fields of the form `Name: value`, of which long ones go on in lines that begin with a space. */
function fieldsOf(group: string): Fields {
  const lines = group.replaceAll(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  return new Map(
    lines.map((line) => {
      const at = line.indexOf(":");
      return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()] as const;
    }),
  );
}

function bounceOf(fields: Fields): Bounce | null {
  const action = /^[a-z]+/.exec(fields.get("action")?.toLowerCase() ?? "")?.[0];
  if (action !== "failed" && action !== "delayed") return null;
  const diagnostic = fields.get("diagnostic-code") ?? "";
  const status =
    /^[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get("status") ?? "")?.[0] ??
    /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(diagnostic)?.[0] ??
    /\b[45]\d\d\b/.exec(diagnostic)?.[0] ??
    "";
  if (status.startsWith("2")) return null;
  return {
    weight: action === "failed" ? weightOf(status) : WEIGHTS.soft,
    status,
    reason: reasonOf(diagnostic.replace(/^[\w.-]+\s*;\s*/, "")),
  };
}
