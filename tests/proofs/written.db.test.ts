import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import * as blogJson from "@/app/[locale]/blog/feed.json/route";
import * as blogFeed from "@/app/[locale]/blog/feed.xml/route";
import * as changesFeed from "@/app/[locale]/changes/feed.xml/route";
import * as countryFeed from "@/app/[locale]/countries/[slug]/changes.xml/route";
import * as topicsFeed from "@/app/[locale]/discussions/feed.xml/route";
import * as trainingFeed from "@/app/[locale]/training/feed.xml/route";
import { drawCard } from "@/lib/cards";
import type { ExportDocument, Run } from "@/lib/exports/document/model";
import { writeDocx } from "@/lib/exports/docx/write";
import { writePdf } from "@/lib/exports/pdf/write";
import { deliver } from "@/lib/mail/deliver";
import type { Letter } from "@/lib/mail/letter";
import { pathsIn, unzipped } from "@/tests/support/archives";
import { useDatabase } from "@/tests/support/database";
import { pagesOf } from "@/tests/support/documents";
import { TEXTS } from "@/tests/support/hostile";
import { hostileTexts } from "@/tests/support/hostile-texts";
import { readMails, recipientOf } from "@/tests/support/mailbox";
import { publishedMaterial } from "@/tests/support/materials";
import { makeActor } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import { publishedPost } from "@/tests/support/posts";
import { makeProfile } from "@/tests/support/profiles";
import { prose, save } from "@/tests/support/sections";
import { madeCategory, openedTopic } from "@/tests/support/topics";
import { readXml } from "@/tests/support/xml";

/*
 * Whole documents in the formats of other systems. Whatever people write: a mail is one mail to one person, a
 * feed is Atom, a PDF and a Word file can be opened, a preview card is a picture, and none of them contains a
 * link that the product did not add.
 */
useDatabase();

/** Stacked combining marks, for which fonts have no glyph. */
const STACKED = `Z${"\u0301\u0335\u0489".repeat(20)}algo`;

const holds = (numRuns: number, property: (text: string, other: string) => Promise<void>) =>
  fc.assert(fc.asyncProperty(hostileTexts, hostileTexts, property), {
    numRuns,
    examples: [[STACKED, STACKED]],
  });

describe("mails", () => {
  const HEADERS = [
    "auto-submitted",
    "content-language",
    "content-type",
    "date",
    "from",
    "list",
    "message-id",
    "mime-version",
    "to",
  ];
  const letterOf = (text: string, other: string): Letter => ({
    to: "reader@example.org",
    locale: "ar",
    subject: text,
    parts: [
      text,
      { label: other, href: "http://localhost:3000/a" },
      { items: [{ title: text, lines: [other, text], href: "http://localhost:3000/b" }] },
    ],
    footer: other,
    site: "http://localhost:3000",
    unsubscribe: { label: text, href: "http://localhost:3000/c" },
  });

  it("are one mail to one person, with only the product's headers and links", async () => {
    await holds(150, async (text, other) => {
      rmSync(join(process.env.DATA_DIR ?? "", "mail"), { recursive: true, force: true });
      await deliver(letterOf(text, other));
      const [mail, ...more] = await readMails();
      if (!mail) throw new Error("no mail was written");
      expect(more).toEqual([]);
      expect(recipientOf(mail)).toBe("reader@example.org");
      expect([...mail.headers.keys()].filter((name) => name !== "subject").sort()).toEqual(HEADERS);
      expect([mail.attachments, mail.cc, mail.bcc]).toEqual([[], undefined, undefined]);
      const html = mail.html || "";
      const links = [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => href);
      expect(links).toEqual(["a", "b", "c", ""].map((path) => `http://localhost:3000${path && "/"}${path}`));
      expect(new Set([...html.matchAll(/<(\w+)/g)].map(([, name]) => name))).toEqual(
        new Set([..."html head meta title body p a br small ul li bdi div".split(" ")]),
      );
    });
  });
});

describe("files", () => {
  const cell = (text: string) => ({ lines: [[{ text }]] });
  function documentOf(text: string, other: string): ExportDocument {
    const runs: Run[] = [
      { text, bold: true },
      { text: other, italic: true, href: "https://example.org/a" },
      { text: "[1]", cites: { number: 1, locator: text } },
    ];
    return {
      language: "en",
      isRtl: other.length % 2 === 0,
      day: "2026-11-29",
      title: text,
      subject: other,
      author: text,
      foot: other,
      unwritable: "Not all can be written.",
      head: { site: text, handling: other },
      pageText: (page, pages) => `${page} / ${pages}`,
      parts: [
        { is: "heading", level: 1, runs: [{ text: "First" }] },
        { is: "heading", level: 2, runs },
        { is: "paragraph", runs },
        { is: "item", depth: 1, mark: "•", runs },
        { is: "facts", pairs: [{ term: text, lines: [runs, [{ text: other }]] }] },
        {
          is: "table",
          caption: other,
          headRows: 1,
          widths: [1, 2],
          rows: [
            [
              { ...cell(text), isHead: true },
              { ...cell(other), isHead: true },
            ],
            [cell(other), cell(text)],
          ],
        },
        { is: "paragraph", runs: [{ text: "Last" }] },
      ],
      sources: new Map([[1, [{ text }, { text: other, href: "https://example.org/b" }]]]),
      seeNote: (number) => `See note ${number}`,
      isBrief: false,
    };
  }

  it("are PDFs that contain the text before and after", async () => {
    await holds(60, async (text, other) => {
      const { bytes, pages } = await writePdf(documentOf(text, other));
      const read = await pagesOf(bytes);
      expect(read).toHaveLength(pages);
      expect(read.join(" ").replaceAll(/\s/g, "")).toMatch(/First.*Last/s);
      expect(bytes.toString("latin1")).not.toMatch(/\/(?:JavaScript|JS|Launch|OpenAction|EmbeddedFile)\b/);
    });
  }, 900_000);

  it("are Word files of well-formed parts with only the stated links", async () => {
    await holds(60, async (text, other) => {
      const bytes = await writeDocx(documentOf(text, other));
      const paths = (await pathsIn(bytes)).filter((path) => /\.(?:xml|rels)$/.test(path));
      const parts = await Promise.all(
        paths.map(async (path) => ({ path, ...readXml(await unzipped(bytes, path)) })),
      );
      const body = parts.find(({ path }) => path === "word/document.xml");
      expect(body?.text).toMatch(/First.*Last/s);
      const abroad = parts
        .flatMap(({ path, addresses }) => (path.endsWith(".rels") ? addresses : []))
        .filter((target) => target.includes("://"));
      expect(abroad.every((target) => /^https:\/\/example\.org\/[ab]$/.test(target))).toBe(true);
    });
  }, 900_000);

  it("are preview cards that are pictures", async () => {
    await holds(60, async (text, other) => {
      const card = await drawCard({ site: "Octopus", over: other, title: text, under: other, isRtl: true });
      expect(card.subarray(1, 4).toString()).toBe("PNG");
    });
  });
});

describe("feeds", () => {
  const ask = asker([
    [/^\/blog\/feed\.xml$/, blogFeed],
    [/^\/blog\/feed\.json$/, blogJson],
    [/^\/training\/feed\.xml$/, trainingFeed],
    [/^\/discussions\/feed\.xml$/, topicsFeed],
    [/^\/changes\/feed\.xml$/, changesFeed],
    [/^\/countries\/(?<slug>[^/]+)\/changes\.xml$/, countryFeed],
  ]);
  const ATOM = ["author", "category", "content", "entry", "feed", "id", "link", "name", "published"];
  const NAMES = new Set([...ATOM, "subtitle", "summary", "title", "updated", "uri", "rights"]);
  beforeEach(async () => {
    await makeProfile({ slug: "senegal", iso2: "SN" });
    await madeCategory();
  });

  it("are Atom and JSON with only the product's elements, whatever is published", async () => {
    const [practitioner, member] = [await makeActor("practitioner"), await makeActor("trusted")];
    const texts = Object.entries(TEXTS);
    let published = 0;
    for (const [n, [, text]] of texts.entries()) {
      const words = `The text of hostile sort ${n}: ${text}`;
      await save(member, {
        base: n === 0 ? null : n,
        content: prose({ aaaaaa: words }),
        summary: words.slice(0, 190),
      });
      if (n % 4 !== 0) continue;
      await publishedPost(practitioner, {
        title: words.slice(0, 140),
        summary: words.slice(0, 290),
        text: words,
      });
      await openedTopic(practitioner, { title: words.slice(0, 190), text: words });
      await publishedMaterial(practitioner, { title: words.slice(0, 140), summary: words.slice(0, 290) });
      published += 1;
    }
    for (const address of [
      "/blog/feed.xml",
      "/training/feed.xml",
      "/discussions/feed.xml",
      "/changes/feed.xml",
      "/countries/senegal/changes.xml",
    ]) {
      for (const locale of ["", "/ar"]) {
        const { status, body } = await ask(`${locale}${address}`);
        const feed = readXml(body);
        expect([address, status, feed.names.filter((name) => !NAMES.has(name))]).toEqual([address, 200, []]);
        expect(feed.addresses.every((href) => href.startsWith("http://localhost"))).toBe(true);
        expect(feed.addresses.length).toBeGreaterThan(Math.min(published, 10));
      }
    }
    const { items } = JSON.parse((await ask("/blog/feed.json")).body) as { items: { url: string }[] };
    expect(items.length).toBeGreaterThan(10);
    expect(items.every(({ url }) => url.startsWith("http://localhost"))).toBe(true);
  });
});
