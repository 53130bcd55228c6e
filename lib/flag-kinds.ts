import { db, type Queryable } from "@/db/client";
import { postFlags } from "@/lib/blog/flags";
import { commentFlags, findByNumber } from "@/lib/comments";
import { COMMENT_FLAGS } from "@/lib/comments/model";
import { suspensionFlags } from "@/lib/conduct/flags";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, isDomainError } from "@/lib/core/errors";
import { topicFlags } from "@/lib/discussions/flags";
import { fileFlags } from "@/lib/files/flags";
import {
  appealingOf,
  decidingOf,
  type Flagged,
  type FlagKind,
  findCase as findCaseOf,
  findOwnCase as findOwnCaseOf,
  findOwnFlag,
  flagNews,
  hasFlagged,
  listCases as listCasesOf,
  raise,
} from "@/lib/flags";
import type { CasesQuery, FlagTarget, RaiseFlag } from "@/lib/flags/model";
import { memberFlags } from "@/lib/members/flags";
import { COMMENTED } from "@/lib/page-kinds";
import { sectionFlags } from "@/lib/profiles/flags";
import { addressFlags, reportingOf } from "@/lib/public-reports";
import { materialFlags } from "@/lib/training/flags";

/** Every kind of thing that members flag, as its domain describes it to `lib/flags`. */
const KINDS: ReadonlyMap<string, FlagKind> = new Map(
  [
    commentFlags(COMMENTED),
    topicFlags,
    postFlags,
    materialFlags,
    sectionFlags,
    fileFlags,
    memberFlags,
    suspensionFlags,
    addressFlags,
  ].map((kind) => [kind.kind, kind]),
);

/** Names of the kinds, in the order of the filter. */
export const FLAG_KINDS = [...KINDS.keys()];

export const FLAG_NEWS = flagNews(KINDS);
export const { decideCase, decideCases } = decidingOf(KINDS);
export const { returnFlagged, appeal, decideAppeal } = appealingOf(KINDS);

function kindOf(name: string): FlagKind {
  const kind = KINDS.get(name);
  if (!kind || kind.own) throw new DomainError("not_found", "flag");
  return kind;
}

/** Flags a thing of any kind. Throws as `raise`, and `not_found` to those who may not read it. */
export async function raiseFlag(ctx: Ctx, { kind, id, flagCode, flagReason }: RaiseFlag): Promise<void> {
  if (ctx.actor === null) throw new DomainError("unauthenticated", "sign_in");
  const of = kindOf(kind);
  ctx.authorize("flag.raise", { authorIds: [] });
  const found = await of.find(ctx, id).catch(async (error: unknown) => {
    if (isDomainError(error) && (await hasFlagged(ctx, kind, id))) return null;
    throw error;
  });
  if (!found) return ctx.skipAudit("their flag hid it, and came again");
  await raise(ctx, of, found, { code: flagCode, words: flagReason });
}

/**
 * Finds a thing to flag for a member, with the member's own flag of it. `thing` is null if it was hidden since they flagged
 * it. Throws `not_found` if they may not read it.
 */
export async function findTarget(reader: Actor, { kind, id }: FlagTarget, on: Queryable = db()) {
  const thing = (await kindOf(kind).describe(reader, [id], on)).get(id) ?? null;
  const own = await findOwnFlag(on, { kind, id, memberId: reader.id });
  if (!thing && !own) throw new DomainError("not_found", "flag");
  return { thing, own };
}

/** Finds the reply that an address names by its number: null if it names none, undefined if there is none with it. */
async function findReply(
  ctx: Ctx,
  kind: FlagKind,
  { id, hash }: { id: string; hash: string },
): Promise<string | null | undefined> {
  const number = kind === topicFlags ? /^#r(\d{1,6})$/.exec(hash)?.[1] : undefined;
  if (number === undefined) return null;
  return (await findByNumber(ctx.tx, id, Number(number))) ?? undefined;
}

/**
 * Finds what an address of the site leads to. A reply is named by its number after the "#". Null for what the actor may not
 * read, and for pages that are no such thing.
 */
async function findAt(ctx: Ctx, path: string): Promise<Flagged | null> {
  const [pathname = "", hash = ""] = path.split("#", 2);
  const parts = pathname.split("/").filter((part) => part !== "");
  const address = { parts, hash: hash === "" ? "" : `#${hash}` };
  for (const kind of KINDS.values()) {
    const id = await kind.at?.(address, ctx.tx);
    if (!id) continue;
    const reply = await findReply(ctx, kind, { id, hash: address.hash });
    if (reply === undefined) return null;
    const of = reply === null ? kind : kindOf(COMMENT_FLAGS);
    return await of.find(ctx, reply ?? id).catch((error: unknown) => {
      if (isDomainError(error)) return null;
      throw error;
    });
  }
  return null;
}

export const { sendReport, confirmReport, complain } = reportingOf(findAt);

export const listCases = (reader: Actor, query: CasesQuery, on?: Queryable) =>
  listCasesOf(KINDS, reader, query, on);
export const findCase = (reader: Actor, id: string, on?: Queryable) => findCaseOf(KINDS, reader, id, on);

/** Finds a case for one of the authors, with the words of the thing as they typed them if they can return it. */
export async function findOwnCase(reader: Actor, id: string, on: Queryable = db()) {
  const found = await findOwnCaseOf(KINDS, reader, id, { now: new Date(), on });
  const kind = KINDS.get(found.kind);
  if (kind?.own) throw new DomainError("not_found", "flag");
  const typed = found.mayReturn ? await kind?.typed?.(reader, found.subjectId, on) : undefined;
  return { ...found, typed: typed ?? "" };
}
