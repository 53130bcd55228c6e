import { sql } from "drizzle-orm";
import { declaration, mapping, provision } from "@/db/schema/legal";
import { subselect } from "@/db/subselect";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import type { Coverage } from "@/lib/profiles/kinds/mappings";
import { WORDINGS, type Wording, written } from "@/lib/revisions/records/wordings";
import type { Confidence } from "@/lib/revisions/records-fields";
import type { ForceState } from "../force/model";
import type { WrittenIn } from "../model";
import type { LineWords } from "../words/model";
import type { Finding, ProvisionLine, Reviewer } from "./model";

/** SQL: the language of the section of a row. */
export const writtenIn = (of: "provision" | "mapping" | "declaration", key: keyof WrittenIn) =>
  subselect<string>`coalesce((select s.language from section s
    where s.page_id = ${sql.identifier(of)}.page_id and s.key = ${key}), ${DEFAULT_CONTENT_LANGUAGE})`;

/** Columns of a provision in lists. */
export const LINE = {
  pageId: provision.pageId,
  id: provision.recordId,
  locator: provision.locator,
  heading: provision.heading,
  lang: provision.lang,
  note: provision.note,
  words: provision.words,
  written: writtenIn("provision", "laws"),
  confidence: provision.confidence,
  pinpoints: provision.pinpoints,
  articles: provision.articles,
  lawTitle: provision.lawTitle,
  lawOriginal: provision.lawOriginal,
  lawLang: provision.lawLang,
  lawState: provision.lawState,
  asOf: provision.asOf,
  hasText: provision.hasText,
  inForceFrom: provision.inForceFrom,
  inForceTo: provision.inForceTo,
  ownState: provision.ownState,
  supersededBy: provision.supersededBy,
  force: provision.force,
} as const;

interface LineRow {
  id: string;
  locator: string;
  heading: string | null;
  lang: string | null;
  note: string | null;
  words: Record<string, LineWords>;
  written: string;
  confidence: string;
  pinpoints: string[];
  lawTitle: string;
  lawOriginal: string | null;
  lawLang: string | null;
  lawState: string | null;
  asOf: string | null;
  hasText: boolean;
  inForceFrom: string | null;
  inForceTo: string | null;
  ownState: string | null;
  supersededBy: string | null;
  force: string;
}

/** Converts a row for lists. */
export function lineOf(row: LineRow): ProvisionLine {
  return {
    id: row.id,
    locator: row.locator,
    heading: written(row.heading),
    lang: row.lang,
    note: written(row.note),
    words: row.words,
    written: row.written,
    confidence: row.confidence as Confidence,
    pinpoints: row.pinpoints,
    law: { title: written(row.lawTitle), original: row.lawOriginal, lang: row.lawLang, state: row.lawState },
    asOf: row.asOf,
    hasText: row.hasText,
    force: {
      state: row.force as ForceState,
      law: row.lawState,
      own: row.ownState,
      from: row.inForceFrom,
      to: row.inForceTo,
      supersededBy: row.supersededBy,
    },
  };
}

/** Columns of a finding on an article. */
export const FINDING = {
  pageId: mapping.pageId,
  article: mapping.article,
  recordId: mapping.recordId,
  coverage: mapping.coverage,
  confidence: mapping.confidence,
  comment: mapping.comment,
  wordings: sql<Wording[]>`coalesce(${mapping.data} -> ${WORDINGS}, '[]')`,
  written: writtenIn("mapping", "mappings"),
  assessedBy: mapping.assessedBy,
  assessedOn: mapping.assessedOn,
  reviewers: sql<Reviewer[]>`coalesce(${mapping.data} -> 'reviewers', '[]')`,
  reservation: subselect<
    Finding["reservation"]
  >`(select jsonb_build_object('id', d.record_id, 'periodTo', d.period_to) from ${declaration} d
    where d.page_id = mapping.page_id and d.record_id = mapping.data ->> 'reservation')`,
} as const;

/** Converts a row into a finding, without its place. */
export function findingOf(
  row: Omit<Finding, "coverage" | "confidence" | "comment"> & {
    coverage: string;
    confidence: string;
    comment: string | null;
  },
): Finding {
  const { recordId, wordings, assessedBy, assessedOn, reviewers, reservation } = row;
  return {
    recordId,
    wordings,
    assessedBy,
    assessedOn,
    reviewers,
    reservation,
    comment: written(row.comment),
    written: row.written,
    coverage: row.coverage as Coverage,
    confidence: row.confidence as Confidence,
  };
}

/** Groups rows by page, in their order. */
export function byPage<Row extends { pageId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const own = found.get(row.pageId);
    if (own) own.push(row);
    else found.set(row.pageId, [row]);
  }
  return found;
}
