import type { AnyRecord, RecordsContent } from "@/lib/revisions/records-fields";

/** Which articles a provision of a law answers, by law, provision and "185:18". */
export type Answers = ReadonlyMap<string, { recordId: string; article: string }>;

/** What the provisions of a section of laws answer. */
export function provisionsOf(content: unknown): Answers {
  const answers = new Map<string, { recordId: string; article: string }>();
  for (const law of (content as RecordsContent | null | undefined)?.records ?? []) {
    for (const provision of (law.provisions as readonly AnyRecord[] | undefined) ?? []) {
      for (const written of (provision.articles as readonly string[] | undefined) ?? []) {
        const [, treaty, number] = /^(\d+)-(\d+)/.exec(written) ?? [];
        if (!treaty || !number) continue;
        const article = `${treaty}:${number}`;
        answers.set(`${law.id}/${provision.id}/${article}`, { recordId: law.id, article });
      }
    }
  }
  return answers;
}

/** The laws with provisions that answer an article and did not before, and which articles. */
export function newProvisions(was: Answers, is: Answers): { recordId: string; articles: string[] }[] {
  const laws = new Map<string, Set<string>>();
  for (const [key, { recordId, article }] of is) {
    if (was.has(key)) continue;
    laws.set(recordId, (laws.get(recordId) ?? new Set()).add(article));
  }
  return [...laws].map(([recordId, articles]) => ({ recordId, articles: [...articles].sort() }));
}
