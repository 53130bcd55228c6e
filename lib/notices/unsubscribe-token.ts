import { createHmac, timingSafeEqual } from "node:crypto";
import { isId } from "@/lib/core/id";
import { env } from "@/lib/env";
import { noticeCategories } from "./model";

/** Content of an unsubscribe link: a member and categories of mails. */
export interface UnsubscribeLink {
  memberId: string;
  categories: string[];
}

/** 128 bits are enough, as the link can only stop and restart mails. */
function sign(text: string): Buffer {
  return createHmac("sha256", env().AUTH_SECRET).update(`unsubscribe ${text}`).digest().subarray(0, 16);
}

/**
 * Creates an unsubscribe token: member, categories, and a signature over both. It never expires, so that an
 * old mail still works. Nothing is stored, and it contains no address.
 */
export function makeUnsubscribeToken({ memberId, categories }: UnsubscribeLink): string {
  const id = Buffer.from(memberId.replaceAll("-", ""), "hex").toString("base64url");
  const names = noticeCategories()
    .filter((name) => categories.includes(name))
    .join("~");
  const text = `${id}.${names}`;
  return `${text}.${sign(text).toString("base64url")}`;
}

/** Verifies an unsubscribe token; null if the signature is invalid, or none of the categories exists any more. */
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
