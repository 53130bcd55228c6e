import { and, eq } from "drizzle-orm";
import { revision } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { findDataEditions } from "@/lib/operation";
import { kindOf } from "@/lib/profiles/kinds";
import type { SectionKey } from "@/lib/profiles/model";
import { loadSection } from "@/lib/profiles/section-access";
import { contentOf, readRevision, SOURCES } from "@/lib/revisions";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import { type RevisedSynonyms, reviseSynonyms } from "@/lib/search";
import { canonicalJson, sameJson } from "@/lib/text/canonical";
import { textHash } from "@/lib/text/hash";
import {
  beginWith,
  bring,
  hashOfText,
  type Imported,
  listImported,
  listUnwritten,
  type Records,
  withMissing,
} from "./bring";
import { listNewer } from "./editions";
import type { Seed, SeedProfile } from "./index";
import { listLanguageChanges, writeLanguages } from "./languages";

/** Result of bringing a later edition of the starting data. */
export interface Revised {
  /** Unwritten sections: the new edition is their first text. */
  begun: number;
  /** Unedited sections: the new edition is published. */
  revised: number;
  /** Edited sections: the new edition awaits review. */
  proposed: number;
  /**
   * Number of groups of synonyms that were added, and of those removed because the new edition changed or dropped them.
   */
  synonyms: RevisedSynonyms;
}

const SUMMARY = "Later edition of the starting data";

/**
 * Brings a later edition of the starting data to a running site's profiles. An unwritten section gets its first
 * text; one unchanged since the seed is revised; an edited one gets a proposal based on the seed's last text,
 * so that review merges both. Sections written by members are left alone. Safe to repeat: each edition of a
 * section is brought once, whatever reviewers decided. Parts with a newer edition from an operator
 * (`data:update`) are left alone.
 */
export async function reviseSeed(ctx: Ctx, seed: Seed): Promise<Revised> {
  ctx.asSystem("the operator's command");
  ctx.skipAudit("each revision is recorded by the engine");
  const synonyms = await reviseSynonyms(ctx, seed.synonyms);
  const counts: Revised = { begun: 0, revised: 0, proposed: 0, synonyms };
  const newer = listNewer(await findDataEditions(ctx.tx), seed.fileDays);
  if (!newer.has("countries"))
    for (const change of await listLanguageChanges(ctx.tx, seed.countries)) await writeLanguages(ctx, change);
  const imported = await listImported(ctx.tx);
  const unwritten = await listUnwritten(ctx.tx);
  for (const profile of seed.profiles) {
    // Sources come first in each profile, since the other sections cite them.
    for (const { key, content } of profile.sections) {
      if (newer.has(key)) continue;
      const last = imported.get(`${profile.slug}/${key}`);
      if (last) await reviseSection(ctx, { profile, last, content, onlyAdds: newer.size > 0 }, counts);
      else if (unwritten.has(`${profile.slug}/${key}`))
        await beginSection(ctx, profile, key, content, counts);
    }
  }
  return counts;
}

async function beginSection(
  ctx: Ctx,
  profile: SeedProfile,
  key: SectionKey,
  content: unknown,
  counts: Revised,
): Promise<void> {
  const saved = await beginWith(
    ctx,
    { slug: profile.slug, key },
    { mine: content, sources: recordsOf(profile), summary: SUMMARY, clientToken: tokenOf(content) },
  );
  if (saved.state === "published") counts.begun += 1;
}

interface Edition {
  profile: SeedProfile;
  last: Imported;
  content: unknown;
  /** The site's sources are from a newer edition: none is changed. */
  onlyAdds: boolean;
}

async function reviseSection(
  ctx: Ctx,
  { profile, last, content, onlyAdds }: Edition,
  counts: Revised,
): Promise<void> {
  // Most texts are unchanged. Their hashes show this without reading them.
  if (last.hash === textHash(canonicalJson(content))) return;
  const kind = kindOf(last.key);
  const before = contentOf(kind, await readRevision(ctx.tx, last.id));
  // No source is removed from a list, since texts may still cite it.
  const list = onlyAdds ? withAdded : withEarlier;
  const mine = last.key === SOURCES ? list(content, before) : content;
  if (sameJson(mine, before)) return;
  const { section: found } = await loadSection(ctx.tx, profile.slug, last.key);
  const brought = and(eq(revision.sectionId, found.id), eq(revision.clientToken, tokenOf(mine)));
  if ((await ctx.tx.$count(revision, brought)) > 0) return;
  if (last.key === SOURCES && !last.isCurrent) return;
  const saved = await bring(ctx, {
    section: found,
    compose: () => ({ content: mine, conflicts: [], merged: false, clean: true }),
    base: { id: last.id, content: before },
    mine,
    isPublished: last.isCurrent,
    summary: SUMMARY,
    clientToken: tokenOf(mine),
    sources: recordsOf(profile),
  });
  if (saved.state === "published") counts.revised += 1;
  if (saved.state === "pending") counts.proposed += 1;
}

const tokenOf = (content: unknown) => `seed-${hashOfText(content)}`;

const recordsOf = (profile: SeedProfile) => profile.sourcesRecords as unknown as AnyRecord[];

/** Adds sources of the earlier list that the new one lacks: texts may still cite them. */
const withEarlier = (content: unknown, before: unknown) => withMissing(content as Records, before as Records);
/** Adds to the earlier list the sources that only the new one has. */
const withAdded = (content: unknown, before: unknown) => withMissing(before as Records, content as Records);
