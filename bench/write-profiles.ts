import { inArray, sql } from "drizzle-orm";
import { db, type Tx } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { profile, profileRecord, treatyStatus } from "@/db/schema/profiles";
import { page, revision, section } from "@/db/schema/revisions";
import { newId } from "@/lib/core/id";
import { bumpVersions, scope } from "@/lib/core/versions";
import { rebuildLaw } from "@/lib/legal";
import { kindOf } from "@/lib/profiles/kinds";
import { SECTION_KEYS, type SectionKey } from "@/lib/profiles/model";
import { projectionOf } from "@/lib/profiles/projections";
import { describeContent } from "@/lib/revisions";
import { type PlannedRevision, type ProfilePlan, revisionsOf, surroundings } from "./profiles";

/** About this many revisions in a transaction, and rows in a statement. */
const REVISIONS = 400;
const ROWS = 200;
const HOUR = 3_600_000;

type RevisionRow = typeof revision.$inferInsert;
/** A row of a revision, with its section's key and its content as an object, from which the projections are made. */
type Insert = { [Column in keyof RevisionRow]: RevisionRow[Column] } & { key: SectionKey; plain: unknown };

/** Rows of one planned profile. */
interface Written {
  plan: ProfilePlan;
  pageId: string;
  sections: Map<SectionKey, string>;
  revisions: Insert[];
}

/**
 * Writes planned profiles directly, many to a statement, but in the state that the engine would leave: numbers
 * without gaps, each revision after its parent, the newest one current, hash, plain text and size with the
 * content, projections, an audit entry for each edit, versions bumped last. Slugs must be free. Edits are
 * spread over authors and over the days before `now`.
 */
export async function writeProfiles(
  plans: readonly ProfilePlan[],
  authors: readonly string[],
  now: Date = new Date(),
): Promise<{ revisions: number }> {
  const around = surroundings();
  let written = 0;
  let batch: Written[] = [];
  let waiting = 0;
  for (const [index, plan] of plans.entries()) {
    const one = describePlan(plan, [...revisionsOf(plan, around)], authors, now);
    batch.push(one);
    waiting += one.revisions.length;
    if (waiting < REVISIONS && index < plans.length - 1) continue;
    const full = batch;
    await db().transaction((tx) => writeBatch(tx, full, now));
    written += waiting;
    batch = [];
    waiting = 0;
  }
  return { revisions: written };
}

function describePlan(
  plan: ProfilePlan,
  planned: readonly PlannedRevision[],
  authors: readonly string[],
  now: Date,
): Written {
  const pageId = newId();
  const sections = new Map(SECTION_KEYS.map((key) => [key, newId()]));
  const newest = new Map<SectionKey, Insert>();
  const revisions = planned.map(({ key, content, summary, isFirst }, index) => {
    const parent = newest.get(key);
    // The newest edits of all profiles are within the last days, those of one profile some hours apart.
    const createdAt = new Date(
      now.getTime() - (planned.length - index) * 7 * HOUR - (plan.seed % 500) * 60_000,
    );
    const { size, ...described } = describeContent(kindOf(key), content);
    const row: Insert = {
      ...described,
      key,
      plain: content,
      id: newId(createdAt.getTime()),
      pageId,
      sectionId: sections.get(key) ?? "",
      number: index + 1,
      baseId: parent?.id ?? null,
      parentId: parent?.id ?? null,
      authorId: isFirst ? null : (authors[(plan.seed + index) % authors.length] ?? null),
      summary,
      tag: isFirst ? "import" : "edit",
      sourceId: null,
      state: "published",
      size,
      sizeChange: size - (parent?.size ?? 0),
      clientToken: `bench-${plan.slug}-${index + 1}`,
      createdAt,
    };
    newest.set(key, row);
    return row;
  });
  return { plan, pageId, sections, revisions };
}

async function writeBatch(tx: Tx, batch: readonly Written[], now: Date): Promise<void> {
  await writePages(tx, batch, now);
  const revisions = batch.flatMap((one) => one.revisions);
  await inParts(revisions, (rows) =>
    tx.insert(revision).values(rows.map(({ key: _key, plain: _plain, ...row }) => row)),
  );
  const current = batch.flatMap((one) => standing(one).map(({ id }) => id));
  await tx
    .update(section)
    .set({ currentRevisionId: revision.id })
    .from(revision)
    .where(sql`${revision.sectionId} = ${section.id} and ${inArray(revision.id, current)}`);
  await project(tx, batch);
  await inParts(batch.flatMap(entriesOf), (rows) => tx.insert(auditEntry).values(rows));
  await bumpVersions(tx, [
    scope.changes,
    scope.countries,
    ...batch.map(({ plan }) => scope.profile(plan.slug)),
  ]);
}

async function writePages(tx: Tx, batch: readonly Written[], now: Date): Promise<void> {
  const pages = batch.map(({ plan, pageId, revisions }) => ({
    id: pageId,
    kind: "profile",
    slug: plan.slug,
    lastRevision: revisions.length,
    createdAt: now,
  }));
  await tx.insert(page).values(pages);
  await tx.insert(profile).values(batch.map(({ plan, pageId }) => ({ pageId, ...namesOf(plan) })));
  const sections = batch.flatMap(({ pageId, sections: own }) =>
    [...own].map(([key, id]) => ({ id, pageId, key })),
  );
  await inParts(sections, (rows) => tx.insert(section).values(rows));
}

/** Invents names and codes that no country has. */
function namesOf({ slug, seed }: ProfilePlan) {
  const label = slug.slice(0, 1).toUpperCase() + slug.slice(1).replaceAll("-", " ");
  return {
    slug,
    iso2: `B${seed}`,
    iso3: `BB${seed}`,
    nameEn: label,
    nameFr: label,
    nameAr: label,
    region: (["Africa", "Americas", "Asia", "Europe", "Oceania"] as const)[seed % 5] ?? null,
    subregion: null,
    isUnMember: true,
    isCoeMember: false,
    designation: null,
    languages: ["eng"],
  };
}

/** The newest revision of each section. */
function standing({ revisions }: Written): Insert[] {
  return [...new Map(revisions.map((row) => [row.key, row])).values()];
}

async function project(tx: Tx, batch: readonly Written[]): Promise<void> {
  const rows = batch.flatMap((one) =>
    standing(one).map(({ key, plain }) => projectionOf(one.pageId, key, plain)),
  );
  await inParts(
    rows.flatMap(({ records }) => records),
    (part) => tx.insert(profileRecord).values(part),
  );
  await inParts(
    rows.flatMap(({ treaties }) => treaties),
    (part) => tx.insert(treatyStatus).values(part),
  );
  for (const { pageId } of batch) await rebuildLaw(tx, pageId);
}

function entriesOf({ plan, pageId, revisions }: Written): (typeof auditEntry.$inferInsert)[] {
  return revisions.flatMap((row) =>
    row.authorId
      ? [
          {
            id: newId(row.createdAt.getTime()),
            at: row.createdAt,
            actorId: row.authorId,
            fact: "revision.published",
            subject: pageId,
            details: {
              pageId,
              pageKind: "profile",
              slug: plan.slug,
              sectionId: row.sectionId,
              section: row.key,
              revisionId: row.id,
              number: row.number,
              authorId: row.authorId,
            },
            via: "web",
            ip: null,
          },
        ]
      : [],
  );
}

async function inParts<Row>(rows: readonly Row[], write: (part: Row[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS) await write(rows.slice(from, from + ROWS));
}
