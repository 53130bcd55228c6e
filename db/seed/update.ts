import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { page, section } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { KINDS } from "@/lib/profiles/kinds";
import type { SectionKey } from "@/lib/profiles/model";
import { loadSection } from "@/lib/profiles/section-access";
import { contentOf, readRevision, SOURCES } from "@/lib/revisions";
import type { AnyRecord } from "@/lib/revisions/records-fields";
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
import { type Change, listChanges } from "./changes";
import type { Edition } from "./edition-folder";
import { DATA_PARTS } from "./editions";
import type { SeedProfile } from "./index";
import { type LanguageChange, listLanguageChanges } from "./languages";

/** Treatment of a section: its first text, its next text, or a proposal because a member has edited it. */
type Step = "begin" | "revise" | "propose";

/** Changes of a newer edition in one section of a profile. */
export interface SectionUpdate {
  slug: string;
  key: SectionKey;
  step: Step;
  changes: Change[];
  content: unknown;
  /** Text of the last published import, and its revision. */
  base: { id: string | null; content: unknown };
  /** The edition's sources that the section cites. */
  sources: readonly AnyRecord[];
  asOf: string;
}

export interface UpdatePlan {
  sections: SectionUpdate[];
  languages: LanguageChange[];
  /** Sections written by members, into which the edition's text is not brought: `slug/key`. */
  left: string[];
}

interface Known {
  edition: Edition;
  imported: ReadonlyMap<string, Imported>;
  /** Text that was brought last, published or not, by `slug/key`. */
  brought: ReadonlyMap<string, Imported>;
  unwritten: ReadonlySet<string>;
}

/** Compares a newer edition with the site and plans the changes. Writes nothing. */
export async function planUpdate(edition: Edition): Promise<UpdatePlan> {
  const known: Known = {
    edition,
    imported: await listImported(db()),
    brought: await listImported(db(), "any"),
    unwritten: await listUnwritten(db()),
  };
  const keys = sectionsOf(edition);
  const days = keys.map(([, day]) => day).sort();
  const { parts, seed } = edition;
  const languages = parts.includes("countries") ? await listLanguageChanges(db(), seed.countries) : [];
  const plan: UpdatePlan = { sections: [], languages, left: [] };
  const there = new Set((await db().select({ slug: profile.slug }).from(profile)).map(({ slug }) => slug));
  for (const one of edition.seed.profiles.filter(({ slug }) => there.has(slug))) {
    const cited: AnyRecord[] = [];
    const planned: SectionUpdate[] = [];
    for (const [key, asOf] of keys) {
      const content = one.sections.find((own) => own.key === key)?.content;
      const sources = content ? sourcesOf(edition, one, key, content) : [];
      cited.push(...sources);
      const found = await planSection(known, { slug: one.slug, key, asOf, sources, content });
      if (found === "left") plan.left.push(`${one.slug}/${key}`);
      else if (found) planned.push(found);
    }
    // Sources come first, since the other sections cite them.
    const sources = await planSources(known, one.slug, cited, planned[0]?.asOf ?? days.at(-1) ?? "");
    if (sources) plan.sections.push(sources);
    plan.sections.push(...planned);
  }
  return plan;
}

/** Lists the sections of the edition, each with the date of its newest facts. */
function sectionsOf({ parts, seed, daysBefore }: Edition): [SectionKey, string][] {
  return parts.flatMap((part) => {
    const { files, sections } = DATA_PARTS[part];
    const newer = files.filter((name) => seed.fileDays[name] > daysBefore[name]);
    const days = (newer.length > 0 ? newer : files).map((name) => seed.fileDays[name]);
    const asOf = days.sort().at(-1) ?? "";
    return sections.map((key): [SectionKey, string] => [key, asOf]);
  });
}

/** Lists the sources of the given files that a section cites, as the profile lists them. */
function sourcesOf({ sourceIds }: Edition, one: SeedProfile, key: SectionKey, content: unknown) {
  const cited = new Set(KINDS[key].sources(content as never));
  const listed = one.sourcesRecords as unknown as AnyRecord[];
  return listed.filter(({ id }) => cited.has(id) && sourceIds.has(id));
}

type Given = Pick<SectionUpdate, "slug" | "key" | "asOf" | "sources"> & { content: unknown };

async function planSection(known: Known, given: Given): Promise<SectionUpdate | "left" | null> {
  const place = `${given.slug}/${given.key}`;
  const last = known.imported.get(place);
  const kind = KINDS[given.key];
  if (!last) {
    if (!given.content) return null;
    if (!known.unwritten.has(place)) return "left";
    const changes = listChanges(kind.empty(), given.content);
    return { ...given, step: "begin", changes, base: { id: null, content: kind.empty() } };
  }
  // Remove content that the new edition omits, if an earlier edition added it.
  const content = given.content ?? kind.empty();
  if (known.brought.get(place)?.hash === textHash(canonicalJson(content))) return null;
  const base = { id: last.id, content: contentOf(kind as never, await readRevision(db(), last.id)) };
  if (sameJson(content, base.content) && known.brought.get(place)?.hash === last.hash) return null;
  const current = last.isCurrent ? base.content : await currentOf(given);
  if (sameJson(current, content)) return null;
  const step = sameJson(current, base.content) ? "revise" : "propose";
  return { ...given, content, step, base, changes: listChanges(base.content, content) };
}

async function currentOf({ slug, key }: Pick<Given, "slug" | "key">): Promise<unknown> {
  const [found] = await db()
    .select({ id: section.currentRevisionId })
    .from(section)
    .innerJoin(page, eq(page.id, section.pageId))
    .where(and(eq(page.kind, "profile"), eq(page.slug, slug), eq(section.key, key)));
  return contentOf(KINDS[key] as never, await readRevision(db(), found?.id ?? null));
}

/**
 * Plans changes to a list of sources: nothing is removed; sources that the edition's sections cite are corrected or
 * added. A list that members edited is not changed.
 */
async function planSources(
  known: Known,
  slug: string,
  cited: readonly AnyRecord[],
  asOf: string,
): Promise<SectionUpdate | null> {
  const given = new Map(cited.map((record) => [record.id, record]));
  const place = { slug, key: SOURCES as SectionKey };
  const last = known.imported.get(`${slug}/${SOURCES}`);
  if (given.size === 0 || (last && !last.isCurrent)) return null;
  const listed = { schemaVersion: 1, records: [...given.values()] };
  if (!last) {
    const isUnwritten = known.unwritten.has(`${slug}/${SOURCES}`);
    const content = KINDS.sources.parse(listed);
    return isUnwritten ? await asBegun(known, { ...place, asOf, sources: [], content }) : null;
  }
  const before = contentOf(KINDS.sources, await readRevision(db(), last.id)) as unknown as Records;
  const corrected = { ...before, records: before.records.map((one) => given.get(one.id) ?? one) };
  const content = KINDS.sources.parse(withMissing(corrected, listed));
  if (sameJson(content, before)) return null;
  const changes = listChanges(before, content);
  return {
    ...place,
    asOf,
    sources: [],
    content,
    changes,
    step: "revise",
    base: { id: last.id, content: before },
  };
}

async function asBegun(known: Known, given: Given): Promise<SectionUpdate | null> {
  const planned = await planSection(known, given);
  return planned === "left" ? null : planned;
}

/**
 * Writes the planned text of one section. Checks again, under the section's lock, whether a member has edited
 * it, so that an edit made meanwhile is never overwritten.
 */
export async function writeUpdate(
  ctx: Ctx,
  one: SectionUpdate,
): Promise<"published" | "pending" | "unchanged"> {
  ctx.asSystem("the operator's command");
  ctx.skipAudit("the revision is recorded by the engine");
  const { slug, key, content: mine, base, sources } = one;
  const summary = `Newer edition of the data, as of ${one.asOf}`;
  const clientToken = `update-${hashOfText(base.id, mine)}`;
  const text = { mine, sources, summary, clientToken };
  if (one.step === "begin") return (await beginWith(ctx, { slug, key }, text)).state;
  const { section: found } = await loadSection(ctx.tx, slug, key);
  const saved = await bring(ctx, {
    ...text,
    section: found,
    base,
    compose: () => ({ content: mine, conflicts: [], merged: false, clean: true }),
    isPublished: (before) => sameJson(before, base.content),
  });
  return saved.state;
}
