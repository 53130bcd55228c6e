import { describe, expect, it } from "vitest";
// Addresses are read with the areas of every kind of page.
import "@/lib/page-kinds";
import { type Content, type Inline, SCHEMA_VERSION } from "@/lib/text/nodes";
import { repeated, SHAPES } from "@/tests/support/hostile-shapes";

/*
 * Saves, searches and pages must handle any input in the one process that serves everybody. So no function
 * here may take more than 50 ms for any 500,000 characters, on an idle machine. Every export is in the table below, with how it
 * is called or why it is not: a new one fails the test until it is added.
 */

const SIZE = 500_000;
/** Milliseconds of processor time on an idle machine. */
const BUDGET = 50;
/** Times the budget of this machine beyond which a function is too slow, however its time grows. */
const AT_MOST = 10;
/**
 * An eighth of the text, and how many times longer the whole may take. In linear time it takes 8 times as long, in
 * quadratic time 64 times. Half of that is allowed, since a large text leaves the processor's caches: up to 20 times
 * as long was measured for linear functions on a busy machine.
 */
const SMALLER = 8;
const GROWTH = 32;
/** The fastest of these counts: the first calls compile, and other programs share the caches. */
const TRIES = 8;
/** Comparisons of a whole text with its parts. */
const ROUNDS = 5;

type Values = Record<string, (...args: never[]) => unknown>;
/** Calls a function with a hostile text, or with contents that contain it. */
type Call = (run: (...args: unknown[]) => unknown, input: Input) => unknown;

interface Input {
  text: string;
  /** The text as one paragraph. */
  content: Content;
  /** The same as stored, without unpaired surrogates. */
  stored: Content;
  /** The same in 4,900 paragraphs. */
  manyBlocks: Content;
  /** The text as in a plain field: lines of 200 characters. */
  lines: string;
}

/** Queries the database, or accepts only the output of another function here, where its work is limited. */
const DATABASE = "asks the database";
const NO_TEXT = "takes no text of a user";

const ofText: Call = (run, { text }) => run(text);
/** For a function that yields its result in steps: all of them. */
const ofSteps: Call = (run, { text }) => [...(run(text) as Iterable<unknown>)];
const ofContent: Call = (run, { content }) => run(content);
const ofFirstBlock: Call = (run, { content }) => run(content.doc.content[0]);

/** A schema with a maximum number of characters. */
const ofSchema: Call = (run, { text }) =>
  (run(200) as { safeParse: (text: string) => unknown }).safeParse(text);

/** What a filter looks for. */
const FILTER = { words: [], hosts: [], minLinks: 2, script: null } as const;

const CALLS: Record<string, Record<string, Call | string>> = {
  "filters/match": {
    findMatches: "compares what readText has read",
    hostOf: ofText,
    matcherOf: (run, { text }) =>
      run({ ...FILTER, words: [text.slice(0, 200)], hosts: [text.slice(0, 200)] }),
    readText: (run, { text }) => run({ text, addresses: [text] }),
    readWritten: ofContent,
    scriptOf: ofText,
  },
  "outgoing/public-address": { isPublicAddress: ofText },
  "outgoing/robots": { isAllowedBy: (run, { text }) => run(`User-agent: *\nDisallow: ${text}`, "/law") },
  "profiles/source-lookup/decode": { decodePage: (run, { text }) => run(Buffer.from(text), null) },
  "profiles/source-lookup/parse-page": { parsePage: ofText },
  "convention/articles": {
    answeredThrough: NO_TEXT,
    counterpartsOf: ofText,
    findArticle: ofText,
    listArticles: NO_TEXT,
    listCrosswalk: NO_TEXT,
  },
  "convention/instruments": { instrumentFacts: NO_TEXT },
  "convention/model": {
    articlePath: NO_TEXT,
    articlePathOf: ofText,
    articleReference: NO_TEXT,
    instrumentAnchor: NO_TEXT,
    readArticleNumber: ofText,
    readArticlePlace: ofText,
    readInstrument: ofText,
  },
  "search/audiences": { audiencesOf: NO_TEXT, composeAudiences: NO_TEXT },
  "search/by-index": { queryByIndex: DATABASE },
  "search/commands/change-synonyms": { addSynonyms: DATABASE, removeSynonyms: DATABASE },
  "search/commands/note-miss": { recordMiss: DATABASE },
  "search/commands/put-synonyms": { insertStartingSynonyms: DATABASE, reviseSynonyms: DATABASE },
  "search/commands/rebuild-search": { removeOrphans: DATABASE, rebuildSearch: DATABASE },
  "search/correct": { correct: DATABASE, countHeld: DATABASE, isHeld: NO_TEXT, isNameLike: ofText },
  "search/entries": {
    describeEntries: NO_TEXT,
    updateAllEntries: DATABASE,
    updateEntries: DATABASE,
  },
  "search/find": { filtersOf: NO_TEXT, find: DATABASE },
  "search/fresh": { countFresh: DATABASE, newestFound: DATABASE },
  "search/hits": { drawHits: DATABASE, hrefOf: NO_TEXT, titleOf: NO_TEXT },
  "search/meaning": {
    inPieces: DATABASE,
    queriesOf: DATABASE,
    typedPieces: DATABASE,
    understand: DATABASE,
    wordsQuery: DATABASE,
  },
  "search/owners": { listOwners: DATABASE },
  "search/parts": { partsOf: (run, { text }) => run([{ text }]) },
  "search/prose-passages": { prosePassages: (run, { content }) => run("text", content) },
  "search/queries/title-at": { findTitleAt: DATABASE },
  "search/queries/tuning-queries": {
    listMisses: DATABASE,
    listMissesSince: DATABASE,
    listSynonyms: DATABASE,
  },
  "search/query/expand": { asName: NO_TEXT, nodesOf: DATABASE },
  "search/query/lexemes": {
    all: NO_TEXT,
    any: NO_TEXT,
    quoted: ofText,
    tsquery: (run, { text }) => run({ is: "word", word: text }),
    word: ofText,
    wordsIn: (run, { text }) => run({ is: "word", word: text }),
  },
  "search/query/parse": { parseQuery: ofText },
  "search/retention": { applySearchRetention: DATABASE, forgetWords: DATABASE },
  "search/places/names": {
    namesBeginning: (run, { text }) => run(text, "en"),
    namesLike: (run, { text }) => run(text, "en"),
    placeKey: ofText,
  },
  "search/places/spans": {
    correctPlace: (run, { text }) => run(text.slice(0, 200), "en"),
    spanQuery: NO_TEXT,
    spansOf: (run, { text }) => run(text.slice(0, 200), { isFinished: false }),
  },
  "search/search": { matchOf: DATABASE, search: DATABASE },
  "search/snippet": {
    // Texts of the index are in parts of 6,000 characters, split by `partsOf`.
    candidatesIn: (run, { text }) =>
      run(text.slice(0, 9_000), "en", { words: new Set(["art", "a", "1"]), pieces: [text.slice(0, 1)] }),
    confirm: DATABASE,
    markedText: (run, { text }) => run(text, []),
    piecesToMark: ofText,
    snippetOf: (run, { text }) =>
      run(
        text,
        Array.from({ length: 3_000 }, (_, n) => ({ from: n * 3, to: n * 3 + 1, word: "art" })),
      ),
  },
  "search/spelling": { listLikeWords: DATABASE },
  "search/statement": { Statement: NO_TEXT },
  "search/stems": { hasStemmer: ofText, languagesOf: ofText, stemsOf: DATABASE },
  "search/suggest": { findPlaces: DATABASE, suggest: DATABASE, suggestIn: DATABASE },
  "search/synonyms/apply": { widen: NO_TEXT },
  "search/synonyms/demonyms": { countriesOf: ofText, demonymGroups: DATABASE },
  "search/synonyms/groups": { findGroups: DATABASE, formsOf: DATABASE },
  "search/synonyms/key": { groupKey: (run, { text }) => run([text]) },
  "search/text/fold": { fold: ofText },
  "search/text/identifiers": { formsOf: ofText, identifiersIn: ofText },
  "search/text/likeness": {
    distanceOf: (run, { text }) => run(text, text.slice(1), 2),
    likenessOf: ofText,
    nearnessOf: (run, { text }) => run(text, text.slice(1)),
  },
  "search/text/scan": {
    isElision: (run, { text }) => run(text, 1),
    isJoin: NO_TEXT,
    scan: (run, { text }) => run(text, () => undefined),
    runsOf: ofText,
  },
  "search/text/tokens": { tokensOf: ofText },
  "search/vector": {
    termsOf: "reads the parts of a text one by one, and lets other work through between them",
    titleKey: NO_TEXT,
  },
  "search/words": { addWords: DATABASE },
  "text/bare-links": {
    bareAddresses: ofSteps,
    typedLink: (run, { text }) => run(text, "/terms"),
    withLinks: ofText,
    withNamedLinks: ofText,
    withoutEndMarks: ofText,
  },
  "text/block-id": { newBlockId: NO_TEXT },
  "text/bounds": {
    assertBoundedJson: (run, { manyBlocks }) => run(manyBlocks),
    assertBytes: (run, { manyBlocks }) => run(manyBlocks),
  },
  "text/canonical": {
    canonicalJson: (run, { manyBlocks }) => run(manyBlocks),
    sameJson: (run, { manyBlocks }) => run(manyBlocks, { ...manyBlocks }),
  },
  "text/canonical-blocks": {
    canonicalBlock: (run, { content }) => run(content.doc.content[0], "aaaaaaaaaa"),
    canonicalInline: (run, { text }) => run(inPieces(text)),
    marksKey: (run, { text }) => run([{ type: "link", attrs: { href: text } }]),
    textNode: (run, { text }) => run(text, [{ type: "italic" }, { type: "bold" }]),
  },
  "text/choice": {
    choiceText: ofText,
    keyOfChoice: ofText,
    pageMeant: (run, { text }) => run(text, [{ slug: "a-guide", title: "A guide" }]),
    titleChoices: (run, { text }) => run([{ slug: "a-guide", title: text }]),
  },
  "text/clean": {
    cleanCode: ofText,
    cleanInline: ofText,
    cleanLine: ofText,
    cleanLines: ofText,
    isUnseen: ofText,
  },
  "text/column-order": {
    orderBy: (run, { text }) =>
      run(
        [
          { text, datetime: null },
          { text: "1", datetime: null },
        ],
        "en",
        "ascending",
      ),
  },
  "text/content": {
    emptyContent: NO_TEXT,
    parseBlock: (run, { content }) => run(content.doc.content[0], "aaaaaaaaaa"),
    parseContent: ofContent,
  },
  "text/csv": { csvText: (run, { text }) => run([[text]]) },
  "text/from-html": { textOfHtml: ofText },
  "text/hash": { dataHash: ofContent, takeHash: NO_TEXT, textHash: ofText },
  "text/heading-id": { headingId: NO_TEXT },
  "text/href": {
    homeHref: (run, { text }) => run(text, "https://octopus.example"),
    isExternal: ofText,
    pageHref: (run, { text }) => run(`/${text}`, "fr"),
    safeHref: ofText,
    safeUrl: ofText,
    readUrl: ofText,
  },
  "text/keep-ids": {
    keepIds: (run, { stored }) => run(stored, changed(stored)),
    pairIds: (run, { stored }) => run(stored, changed(stored)),
  },
  "text/markdown-lite": {
    fitsTextarea: ofContent,
    fromTextarea: (run, { lines }) => run(lines, { hasNotes: true }),
    toTextarea: ofContent,
  },
  "text/nodes": {
    childrenOf: ofFirstBlock,
    inlinesIn: (run, { content }) => [...(run(content.doc.content) as Iterable<unknown>)],
    isInline: ofFirstBlock,
    isTextBlock: ofText,
  },
  "text/notes-form": { splitNotes: ofText, typedNote: ofText },
  "text/pinpoints": { articlesCited: ofText, splitPinpoints: ofText },
  "text/plain": {
    blockText: ofFirstBlock,
    citedSources: ofContent,
    contentText: ofContent,
    notesIn: ofContent,
  },
  "text/problems": { problemsFrom: NO_TEXT, problemsOf: NO_TEXT, refuse: NO_TEXT, refuseWhole: NO_TEXT },
  "text/readable": { readableQuery: ofText },
  "text/sensitive": {
    changeTexts: (run, { content }) => run(JSON.stringify(content), (text: string) => text),
    findSensitive: ofText,
    kindsOf: NO_TEXT,
    redact: ofText,
    sensitiveKinds: (run, { text }) => run([text]),
    sensitiveParts: (run, { text }) => run([text]),
    textsIn: (run, { content }) => run(JSON.stringify(content)),
  },
  "text/slug": {
    foldSlug: (run, { text }) => run(text, 80),
    freeAmong: (run, { text }) => run(new Set([text]), text),
  },
  "text/table-grid": { spansOf: NO_TEXT, tableGrid: NO_TEXT },
  "text/table-widths": { columnShares: NO_TEXT, columnWidths: NO_TEXT, pixelsOf: NO_TEXT, stepOf: NO_TEXT },
  "text/targets": {
    canBegin: ofText,
    composeTargets: NO_TEXT,
    linkedFrom: (run, { content }) => run([content], "https://octopus.example"),
    targetOf: (run, { text }) => run(`/${text}`, "https://octopus.example"),
    targetsOf: (run, { content }) => run(content, "https://octopus.example"),
  },
  "text/unicode": {
    normalize: (run, { text }) => [run(text, "NFC"), run(text.slice(0, 20_000), "NFKD")],
    streamSafe: ofText,
  },
  "text/versions": { deriveId: ofText, liftContent: ofContent },
  "text/visible": {
    atLeast: NO_TEXT,
    orNull: NO_TEXT,
    visibleLine: ofSchema,
    visibleName: ofSchema,
    visibleRows: ofSchema,
    visibleText: ofSchema,
  },
  "text/words": {
    bagOfWords: ofText,
    countCharacters: ofText,
    countWords: ofText,
    likeness: NO_TEXT,
    splitWords: ofText,
  },
  "text/country-by-name": { countryByName: ofText },
  "text/folded-name": { foldedName: ofText },
  "text/language-by-name": { languageByName: ofText },
  "text/page-lines": {
    beforeNextLine: (run, { text }) => run(text, text),
    joinCut: (run, { text }) => run(text, text),
    joinLines: (run, { lines }) => run(lines),
  },
  "text/pasted-table": { readPastedTable: ofText },
  "text/written-date": {
    isAmbiguousDate: (run, { text }) => run(text, null),
    isCalendarDate: ofText,
    readWrittenDate: (run, { text }) => run(text, null),
  },
  "text/written-moments": { splitMoments: ofText },
  "text/xml": { xmlCharacters: ofText, xmlText: ofText },
};

const modules = import.meta.glob<Values>([
  "../../lib/{text,search,convention}/**/*.ts",
  // What other sites answer is read in the same process.
  "../../lib/outgoing/{robots,public-address}.ts",
  "../../lib/filters/match.ts",
  "../../lib/profiles/source-lookup/{decode,parse-page}.ts",
  "!../../lib/**/*.test.ts",
  "!../../lib/**/index.ts",
]);
const nameOf = (path: string) => path.replace("../../lib/", "").replace(".ts", "");

describe("functions that read users' text", () => {
  it("are all in the table, which has no others", async () => {
    const found: Record<string, string[]> = {};
    for (const [path, load] of Object.entries(modules)) {
      const names = Object.entries(await load()).filter(([, value]) => typeof value === "function");
      if (names.length > 0) found[nameOf(path)] = names.map(([name]) => name).sort();
    }
    const listed = Object.entries(CALLS).map(([file, calls]) => [file, Object.keys(calls).sort()]);
    expect(Object.fromEntries(listed)).toEqual(found);
  });

  const called = Object.entries(CALLS).flatMap(([file, calls]) =>
    Object.entries(calls).flatMap(([name, call]) => (typeof call === "string" ? [] : [{ file, name, call }])),
  );
  it.each(called)(
    "$file $name takes at most 50 ms for 500,000 characters",
    { timeout: 600_000 },
    async ({ file, name, call }) => {
      const run = (await modules[`../../lib/${file}.ts`]?.())?.[name] as (...args: unknown[]) => unknown;
      const slowOf = (shapes: readonly string[]) => {
        const slow: Record<string, number> = {};
        for (const shape of shapes) {
          const took = best(() => call(run, inputOf(shape, SHAPES[shape] ?? "")), BUDGET * usualSlowness());
          if (
            took > BUDGET * usualSlowness() &&
            took > BUDGET * slowness() &&
            isTooSlow(shape, took, (input) => call(run, input))
          )
            slow[shape] = Math.round(took);
        }
        return slow;
      };
      let slow = slowOf(Object.keys(SHAPES));
      // If the machine was briefly busy, the function is measured again; a slow function stays slow.
      for (let pause = 1; pause <= 2 && Object.keys(slow).length > 0; pause += 1) {
        await new Promise((done) => setTimeout(done, pause * 2_000));
        slow = slowOf(Object.keys(slow));
      }
      expect(slow).toEqual({});
    },
  );
});

/**
 * Returns the processor time of the fastest of several calls in milliseconds; stops at the first that is fast
 * enough.
 */
function best(run: () => unknown, enough = BUDGET): number {
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < TRIES && least > enough; n += 1) least = Math.min(least, processorTime(run));
  return least;
}

/** Returns the processor time of one call in milliseconds. */
function processorTime(run: () => unknown): number {
  const before = process.cpuUsage();
  try {
    run();
  } catch (error) {
    // Refused input must not take longer either.
    if (!(error instanceof Error) || error.name !== "DomainError") throw error;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/**
 * Checks whether a time over the budget is the function's fault: it is many times over, or grows faster than the text.
 * The whole and as many small texts as have its length are measured in turn, since a shared machine changes its speed
 * within a second; the median of several rounds counts.
 */
function isTooSlow(shape: string, took: number, run: (input: Input) => unknown): boolean {
  if (took > BUDGET * AT_MOST * usualSlowness()) return true;
  const whole = inputOf(shape, SHAPES[shape] ?? "");
  const smaller = inputOf(shape, SHAPES[shape] ?? "", SIZE / SMALLER);
  const ratios = Array.from({ length: ROUNDS }, () => {
    const all = processorTime(() => run(whole));
    let parts = 0;
    for (let n = 0; n < SMALLER; n += 1) parts += processorTime(() => run(smaller));
    return all / parts;
  });
  return (ratios.sort((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? 0) > GROWTH / SMALLER;
}

const LETTERS_AND_BREAKS = "a\n".repeat(250_000);
/** The processor time for replacing 250,000 line breaks on an idle machine, in milliseconds. */
const REPLACING = 15;

/** Returns how much longer the same work takes now than on an idle machine; at least 1. */
function slowness(): number {
  return Math.max(1, best(() => LETTERS_AND_BREAKS.replace(/\n/g, " ")) / REPLACING);
}

let firstSlowness: number | undefined;

/** Returns the slowness of this machine as measured first, so that a slow machine does not repeat every call. */
function usualSlowness(): number {
  firstSlowness ??= slowness();
  return firstSlowness;
}

const inputs = new Map<string, Input>();

function inputOf(shape: string, unit: string, length = SIZE): Input {
  const name = `${shape} ${length}`;
  const known = inputs.get(name);
  if (known) return known;
  const text = repeated(unit, length);
  const size = Math.ceil(text.length / 4_900);
  const made: Input = {
    text,
    content: contentOf([text]),
    stored: contentOf([text.toWellFormed()]),
    manyBlocks: contentOf(
      Array.from({ length: 4_900 }, (_, n) => text.slice(n * size, (n + 1) * size).toWellFormed() || "a"),
    ),
    lines: text.replaceAll(/[^\n]{200}/g, "$&\n"),
  };
  inputs.set(name, made);
  return made;
}

function contentOf(paragraphs: readonly string[]): Content {
  return {
    schemaVersion: SCHEMA_VERSION,
    doc: {
      type: "doc",
      content: paragraphs.map((text, n) => ({
        type: "paragraph",
        attrs: { id: `a${String(n).padStart(8, "0")}` },
        content: [{ type: "text", text }],
      })),
    },
  };
}

/** Returns the same content with new ids and its first block moved to the end. */
function changed(content: Content): Content {
  const blocks = content.doc.content.map((block, n) => ({
    ...block,
    attrs: { ...block.attrs, id: `b${String(n).padStart(8, "0")}` },
  }));
  return {
    ...content,
    doc: {
      ...content.doc,
      content: [...blocks.slice(1), ...blocks.slice(0, 1)] as Content["doc"]["content"],
    },
  };
}

function inPieces(text: string): Inline[] {
  const size = Math.ceil(text.length / 4_900);
  return Array.from({ length: 4_900 }, (_, n) => ({
    type: "text",
    text: text.slice(n * size, (n + 1) * size) || "a",
  }));
}

describe("the measurement", () => {
  const hostile = Object.keys(SHAPES)[0] ?? "";

  it("finds a function whose time grows with the square of the text, and does not blame a slow machine", () => {
    const quadratic = ({ text }: Input) => {
      let found = 0;
      for (let end = 0; end < text.length; end += 50)
        for (let at = 0; at < end; at += 50) found += text.charCodeAt(at);
      return found;
    };
    const linear = ({ text }: Input) => {
      let found = 0;
      for (let n = 0; n < 30; n += 1)
        for (let at = 0; at < text.length; at += 1) found += text.charCodeAt(at);
      return found;
    };
    const whole = inputOf(hostile, SHAPES[hostile] ?? "");
    const hasGrown = (run: (input: Input) => unknown) =>
      isTooSlow(
        hostile,
        best(() => run(whole), 0),
        run,
      );
    expect([hasGrown(quadratic), hasGrown(linear)]).toEqual([true, false]);
  });
});
