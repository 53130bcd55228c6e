import { isId } from "@/lib/core/id";
import { type Key, makeLinkToken, readLinkToken } from "@/lib/notices";

/** Content of a mail's link to a level: a member, and the one thing whose level it shows and changes. */
export interface LevelLink extends Key {
  memberId: string;
}

/** Creates the token of a link to a level. */
export const makeLevelToken = ({ memberId, kind, key }: LevelLink): string =>
  makeLinkToken("level", Buffer.from([memberId, kind, key].join("\n")).toString("base64url"));

/** Verifies the token of a link to a level; null if it was changed or cut. */
export function readLevelToken(token: string): LevelLink | null {
  const text = Buffer.from(readLinkToken("level", token) ?? "", "base64url").toString();
  const [memberId = "", kind = "", key = ""] = text.split("\n");
  return isId(memberId) ? { memberId, kind, key } : null;
}
