import { asc, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { declaration } from "@/db/schema/legal";
import { type Wording, type Written, wordingsOf, written } from "@/lib/revisions/records/wordings";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import { type Problem, refuse } from "@/lib/text/problems";
import { heldDeclaration } from "./reading/held-declaration";

/** A declaration or reservation of a State that findings can refer to. */
export interface DeclaredOn {
  id: string;
  nature: string;
  pinpoints: readonly string[];
  /** The articles themselves: "185-29". */
  articles: readonly string[];
  summary: Written;
  /** The same in other languages. */
  wordings: readonly Wording[];
}

/** Lists a State's declarations by treaty. */
export async function listDeclared(pageId: string, on: Queryable = db()): Promise<DeclaredOn[]> {
  const rows = await on
    .select({
      id: declaration.recordId,
      nature: declaration.nature,
      pinpoints: declaration.pinpoints,
      articles: declaration.articles,
      summary: declaration.summary,
      held: heldDeclaration(),
    })
    .from(declaration)
    .where(eq(declaration.pageId, pageId))
    .orderBy(asc(declaration.position));
  return rows.map(({ held, ...row }) => ({
    ...row,
    summary: written(row.summary),
    wordings: wordingsOf(held ?? {}),
  }));
}

/**
 * Refuses findings that refer to a declaration that the country has not made, or that concerns another
 * article: `invalid`, at the field of each.
 */
export async function refuseForeignReservations(
  on: Queryable,
  pageId: string,
  records: readonly AnyRecord[],
): Promise<void> {
  if (!records.some((record) => record.reservation)) return;
  const declared = new Map((await listDeclared(pageId, on)).map((one) => [one.id, one]));
  const problems = records.flatMap((record, n): Problem[] => {
    const { reservation, articles } = record as AnyRecord & {
      reservation: string | null;
      articles: string[];
    };
    if (!reservation) return [];
    const named = declared.get(reservation);
    const article = (articles[0] ?? "").replace(/\(.*$/, "");
    if (named?.articles.includes(article)) return [];
    const rule = named ? "declared_elsewhere" : "declaration";
    return [{ path: ["records", n, "reservation"], field: "reservation", rule }];
  });
  if (problems.length > 0) throw refuse(problems);
}
