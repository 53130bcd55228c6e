import data from "@/db/seed/data/convention-articles.json";
import crosswalk from "@/db/seed/data/crosswalk.json";
import further from "@/db/seed/data/further-articles.json";
import {
  ARTICLE_KINDS,
  type Article,
  type ArticleKind,
  type Counterpart,
  INSTRUMENTS,
  type Instrument,
  TREATIES,
} from "./model";

const kindOf = (text: string): ArticleKind => ARTICLE_KINDS.find((kind) => kind === text) ?? "final";
const instrumentOf = (text: string): Instrument => INSTRUMENTS.find((one) => one === text) ?? "185";

const ARTICLES: readonly Article[] = [
  ...data.items.map((item) => ({
    id: item.id,
    instrument: instrumentOf(String(item.treaty)),
    number: item.number,
    kind: kindOf(item.kind),
    hasSummary: true,
    isAnswered: item.listInLegalProfile,
    isSourced: item.confidence === "source",
  })),
  ...further.items.map((item) => ({
    id: `${item.instrument}-${item.number}`,
    instrument: instrumentOf(item.instrument),
    number: item.number,
    kind: kindOf(item.kind),
    hasSummary: false,
    isAnswered: true,
    isSourced: false,
  })),
];
const BY_ID = new Map(ARTICLES.map((article) => [article.id, article]));

/** Lists the articles of an instrument that the site covers, in the order of the text. */
export function listArticles(instrument: Instrument): Article[] {
  return ARTICLES.filter((article) => article.instrument === instrument);
}

/** Finds an article by its id; null if the site does not cover it. */
export function findArticle(id: string): Article | null {
  return BY_ID.get(id) ?? null;
}

const PAIRS = crosswalk.items.map((item) => ({
  ...item,
  relation: item.relation === "same_subject" ? ("same_subject" as const) : ("related" as const),
}));

/** Lists every pair of the crosswalk as recorded. */
export function listCrosswalk() {
  return PAIRS.map(({ from, to, relation, confidence }) => ({
    from,
    to,
    relation,
    isSourced: confidence === "source",
  }));
}

/**
 * Lists articles of other instruments on the subject of one, nearest first. The crosswalk is used in both
 * directions.
 */
export function counterpartsOf(id: string): Counterpart[] {
  const found = PAIRS.flatMap((pair) => {
    const other = pair.from === id ? pair.to : pair.to === id ? pair.from : null;
    return other && BY_ID.has(other)
      ? [{ id: other, relation: pair.relation, isSourced: pair.confidence === "source" }]
      : [];
  });
  return found.sort((a, b) => Number(a.relation === "related") - Number(b.relation === "related"));
}

/** Checks whether laws are assessed against an instrument's own articles. */
const isHeldAgainst = (instrument: string | undefined) => TREATIES.some((one) => one === instrument);

/**
 * Lists the articles under which countries answer an article: itself, or for a treaty that laws are not
 * assessed against, those on its subject.
 */
export function answeredThrough(article: Article): string[] {
  if (isHeldAgainst(article.instrument)) return [article.id];
  return counterpartsOf(article.id)
    .filter(({ id, relation }) => relation === "same_subject" && isHeldAgainst(id.split("-")[0]))
    .map(({ id }) => id);
}

/** Source and date of the crosswalk. */
export const CROSSWALK_ORIGIN = { source: crosswalk.source, asOf: crosswalk.asOf };
