import { createHmac, timingSafeEqual } from "node:crypto";
import { isId } from "@/lib/core/id";
import { env } from "@/lib/env";
import { noticeCategories } from "./model";

/** What the link of a mail may switch off: the mails of one member that are of these categories. */
export interface UnsubscribeLink {
  memberId: string;
  categories: string[];
}

/** 128 bits of it are enough: the link can do nothing but stop mails, and start them again. */
function sign(text: string): Buffer {
  return createHmac("sha256", env().AUTH_SECRET).update(`unsubscribe ${text}`).digest().subarray(0, 16);
}

/**
 * The secret of a mail's link: the member, the categories of that mail, and our signature over both. It does not
 * expire: who finds a year-old mail may stop the next one. It is not kept, and knows no address.
 */
export function makeUnsubscribeToken({ memberId, categories }: UnsubscribeLink): string {
  const id = Buffer.from(memberId.replaceAll("-", ""), "hex").toString("base64url");
  const names = noticeCategories()
    .filter((name) => categories.includes(name))
    .join("~");
  const text = `${id}.${names}`;
  return `${text}.${sign(text).toString("base64url")}`;
}

/** What a link stands for; null when we did not make it, or its categories are there no longer. */
export function readUnsubscribeToken(token: string): UnsubscribeLink | null {
  const [id = "", names = "", signature = "", more] = token.split(".");
  const given = Buffer.from(signature, "base64url");
  const right = sign(`${id}.${names}`);
  if (more !== undefined || given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const memberId = Buffer.from(id, "base64url")
    .toString("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  const categories = noticeCategories().filter((name) => names.split("~").includes(name));
  return isId(memberId) && categories.length > 0 ? { memberId, categories } : null;
}
