import { isId } from "@/lib/core/id";
import { makeLinkToken, readLinkToken } from "./link-token";
import { noticeCategories } from "./model";

/** Content of an unsubscribe link: a member and categories of mails. */
export interface UnsubscribeLink {
  memberId: string;
  categories: string[];
}

/** Creates an unsubscribe token. */
export function makeUnsubscribeToken({ memberId, categories }: UnsubscribeLink): string {
  const id = Buffer.from(memberId.replaceAll("-", ""), "hex").toString("base64url");
  const names = noticeCategories()
    .filter((name) => categories.includes(name))
    .join("~");
  return makeLinkToken("unsubscribe", `${id}.${names}`);
}

/** Verifies an unsubscribe token; null if it was changed or cut, or none of the categories exists any more. */
export function readUnsubscribeToken(token: string): UnsubscribeLink | null {
  const [id = "", names = ""] = readLinkToken("unsubscribe", token)?.split(".") ?? [];
  const memberId = Buffer.from(id, "base64url")
    .toString("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  const categories = noticeCategories().filter((name) => names.split("~").includes(name));
  return isId(memberId) && categories.length > 0 ? { memberId, categories } : null;
}
