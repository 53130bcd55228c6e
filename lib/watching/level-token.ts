import { createHmac, timingSafeEqual } from "node:crypto";
import { isId } from "@/lib/core/id";
import { env } from "@/lib/env";
import type { Key } from "@/lib/notices";

/** Content of a mail's link to a level: a member, and the one thing whose level it shows and changes. */
export interface LevelLink extends Key {
  memberId: string;
}

/** 128 bits are enough, as the link can only change how closely one thing is followed. */
const sign = (text: string): Buffer =>
  createHmac("sha256", env().AUTH_SECRET).update(`level ${text}`).digest().subarray(0, 16);

/** Creates the token of a link to a level. It never expires, so that an old mail still works. Nothing is stored. */
export function makeLevelToken({ memberId, kind, key }: LevelLink): string {
  const text = Buffer.from([memberId, kind, key].join("\n")).toString("base64url");
  return `${text}.${sign(text).toString("base64url")}`;
}

/** Verifies the token of a link to a level; null if it was changed or cut. */
export function readLevelToken(token: string): LevelLink | null {
  const [text = "", signature = "", more] = token.split(".");
  const given = Buffer.from(signature, "base64url");
  const right = sign(text);
  if (more !== undefined || given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const [memberId = "", kind = "", key = ""] = Buffer.from(text, "base64url").toString().split("\n");
  return isId(memberId) ? { memberId, kind, key } : null;
}
