import { and, eq, inArray } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { declaration } from "@/db/schema/legal";
import { profile } from "@/db/schema/profiles";
import { heldDeclaration } from "@/lib/profiles/reading";
import type { Wording } from "@/lib/revisions/records/wordings";
import { listSources } from "../evidence/evidence-queries";
import type { DeclarationLine } from "./model";

type Said = Pick<DeclarationLine, "text" | "lang" | "translation" | "wordings" | "sources" | "confidence">;

/** Lists the texts and sources of declarations, by country and id: "senegal/sn-29-4". */
export async function listDeclaredTexts(
  wanted: readonly { slug: string; id: string }[],
  on: Queryable,
): Promise<ReadonlyMap<string, Said>> {
  if (wanted.length === 0) return new Map();
  const slugs = [...new Set(wanted.map((one) => one.slug))];
  const ids = wanted.map((one) => one.id);
  const rows = await on
    .select({
      slug: profile.slug,
      id: declaration.recordId,
      data: heldDeclaration(),
    })
    .from(declaration)
    .innerJoin(profile, eq(profile.pageId, declaration.pageId))
    .where(and(inArray(profile.slug, slugs), inArray(declaration.recordId, ids)));
  const cited = rows.flatMap((row) => row.data?.sources ?? []);
  const sources = await listSources(slugs, cited, on);
  return new Map(
    rows.map(({ slug, id, data }): [string, Said] => [
      `${slug}/${id}`,
      {
        text: data?.text || null,
        lang: data?.lang || null,
        translation: data?.translation || null,
        wordings: (data?.wordings ?? []) as unknown as Wording[],
        confidence: data?.confidence ?? null,
        sources: (data?.sources ?? []).flatMap((source) => sources.get(slug)?.get(source) ?? []),
      },
    ]),
  );
}
