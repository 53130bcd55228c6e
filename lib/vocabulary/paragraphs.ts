/**
 * Paragraphs, letters and numbers of articles with known structure, as keys: "1-b" of "Article 18(1)(b)". From
 * editorial knowledge of the texts, not read in a source, which pages say. An article without paragraphs has an
 * empty list; one that is missing here is unknown. Short names in our own words are messages:
 * `vocabulary.paragraph.185-18-1-b`.
 */
const WRITTEN: Readonly<Record<string, string>> = {
  "185-1": "a b c d",
  "185-2": "",
  "185-3": "",
  "185-4": "1 2",
  "185-5": "",
  "185-6": "1 1-a 1-a-i 1-a-ii 1-b 2 3",
  "185-7": "",
  "185-8": "a b",
  "185-9": "1 1-a 1-b 1-c 1-d 1-e 2 2-a 2-b 2-c 3 4",
  "185-10": "1 2 3",
  "185-11": "1 2 3",
  "185-12": "1 1-a 1-b 1-c 2 3 4",
  "185-13": "1 2",
  "185-14": "1 2 2-a 2-b 2-c 3 3-a 3-b 3-b-i 3-b-ii",
  "185-15": "1 2 3",
  "185-16": "1 2 3 4",
  "185-17": "1 1-a 1-b 2",
  "185-18": "1 1-a 1-b 2 3 3-a 3-b 3-c",
  "185-19": "1 1-a 1-b 2 3 3-a 3-b 3-c 3-d 4 5",
  "185-20": "1 1-a 1-b 1-b-i 1-b-ii 2 3 4",
  "185-21": "1 1-a 1-b 1-b-i 1-b-ii 2 3 4",
  "185-22": "1 1-a 1-b 1-c 1-d 2 3 4 5",
  "185-23": "",
  "185-24": "1 1-a 1-b 2 3 4 5 6 7 7-a 7-b",
  "185-25": "1 2 3 4 5",
  "185-26": "1 2",
  "185-27": "1 2 2-a 2-b 2-c 2-d 3 4 4-a 4-b 5 6 7 8 9 9-a 9-b 9-c 9-d 9-e",
  "185-28": "1 2 2-a 2-b 3 4",
  "185-29": "1 2 2-a 2-b 2-c 2-d 2-e 2-f 3 4 5 5-a 5-b 6 7",
  "185-30": "1 2 2-a 2-b",
  "185-31": "1 2 3 3-a 3-b",
  "185-32": "a b",
  "185-33": "1 2",
  "185-34": "",
  "185-35": "1 1-a 1-b 1-c 2 2-a 2-b 3",
  "185-36": "1 2 3 4",
  "185-37": "1 2",
  "185-38": "1 2 3",
  "185-40": "",
  "185-41": "1 2 3",
  "185-42": "",
  "185-43": "1 2 3",
  "185-44": "1 2 3 4 5",
  "185-45": "1 2",
  "185-46": "1 1-a 1-b 1-c 2 3 4 5",
  "185-47": "1 2",
  "185-48": "a b c d",
  "189-1": "",
  "189-2": "1 2",
  "189-3": "1 2 3",
  "189-4": "",
  "189-5": "1 2 2-a 2-b",
  "189-6": "1 2 2-a 2-b",
  "189-7": "",
  "189-8": "1 2",
};

const PARAGRAPHS = new Map(
  Object.entries(WRITTEN).map(([id, keys]) => [id, keys.split(" ").filter(Boolean)] as const),
);

/** Lists the paragraph keys of an article ("185-18") in the order of the text; null if unknown. */
export function paragraphsOf(id: string): readonly string[] | null {
  return PARAGRAPHS.get(id) ?? null;
}

/** Splits "185-18(1)(b)" into article and paragraph key, which is empty for the whole article. */
export function placeOf(reference: string): { article: string; key: string } {
  const [article = "", ...parts] = reference.split("(");
  return { article, key: parts.map((part) => part.replace(")", "")).join("-") };
}

/** Checks whether a key can be a paragraph of an article; any key can, if the structure is unknown. */
export function hasParagraph(article: string, key: string): boolean {
  return key === "" || (paragraphsOf(article)?.includes(key) ?? true);
}

/** Returns the nearest known paragraph: for "1-z" it is "1"; if nothing is known, the article itself, "". */
export function nearestParagraph(article: string, key: string): string {
  const known = paragraphsOf(article) ?? [];
  const parts = key.split("-");
  for (let length = parts.length; length > 0; length -= 1) {
    const place = parts.slice(0, length).join("-");
    if (known.includes(place)) return place;
  }
  return "";
}

/** Formats "1-b" as lawyers write it: "(1)(b)". */
export const paragraphText = (key: string): string =>
  key
    .split("-")
    .map((part) => `(${part})`)
    .join("");

/** Returns the anchor of a paragraph on its article's page: "18-1-b" for Article 18(1)(b). */
export const paragraphAnchor = (number: number | string, key: string): string => `${number}-${key}`;
