import { SaxesParser } from "saxes";
import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { runDueJobs } from "@/lib/jobs/worker";
import { suspendMember } from "@/lib/members";
import { cleanInline, cleanLine, cleanLines } from "@/lib/text/clean";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { DOCUMENTS, FIELD_VALUES, HREFS, TEXTS } from "@/tests/support/hostile";
import { readMails } from "@/tests/support/mailbox";
import { by, makeActor, makeMember } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { type Door, knock, listDoors } from "./doors";

/*
 * The collection of hostile values through the API: each is refused with the name of the invalid field, or
 * stored as plain text. e2e/corpus.spec.ts checks in a browser how it is drawn.
 */
useDatabase({ keep: true });
process.env.RATE_LIMITS = "off";

const doors = await listDoors();
const doorOf = (file: string, method: string): Door => {
  const found = doors.find((door) => door.file === file && door.method === method);
  if (!found) throw new Error(`no ${method} ${file}`);
  return found;
};
const SECTION = "app/api/v1/countries/[slug]/sections/[section]/route.ts";
const place = (section: string) => ({ slug: "senegal", section });
let writer: Actor;

beforeAll(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  writer = await makeActor("trusted");
});

interface Answer {
  status: number;
  body: {
    code?: string;
    reason?: string;
    number?: number;
    content?: unknown;
    fields?: Record<string, string[]>;
    problems?: { field: string | null; rule: string; path: unknown[] }[];
  };
}

let base: Record<string, number | null> = {};

/** Saves a section through the API. Content is passed as JSON, since some of it cannot be a typed value. */
async function put(
  section: string,
  content: string,
  summary = JSON.stringify("From the corpus"),
): Promise<Answer> {
  const token = newId().replaceAll("-", "");
  const body = `{"base":${base[section] ?? null},"clientToken":"${token}","summary":${summary},"content":${content}}`;
  const answer = await knock(doorOf(SECTION, "PUT"), {
    as: writer,
    place: place(section),
    headers: { "content-type": "application/json" },
    body,
  });
  const read = { status: answer.status, body: JSON.parse(answer.body) } as Answer;
  if (read.status === 200 && read.body.number) base = { ...base, [section]: read.body.number };
  return read;
}

async function stored(section: string): Promise<unknown> {
  const { body } = await knock(doorOf(SECTION, "GET"), { as: null, place: place(section) });
  return (JSON.parse(body) as { content: unknown }).content;
}

/** Checks that the sender can correct the refusal: it names what is wrong. */
function expectNamed({ status, body }: Answer, field?: string): void {
  expect([status, body.code]).toEqual([400, "invalid"]);
  const named = [
    ...Object.keys(body.fields ?? {}),
    ...(body.problems ?? []).map((one) => one.field ?? one.rule),
  ];
  // A body with invalid JSON has no fields; the reason says what is wrong with it as a whole.
  if (body.reason?.startsWith("json")) return;
  expect(named).not.toEqual([]);
  if (field) expect(named).toContain(field);
}

const prose = (...content: unknown[]) => JSON.stringify({ schemaVersion: 1, doc: { type: "doc", content } });
const words = (text: string, marks: unknown[] = []) => ({ type: "text", text, marks });
const records = (...list: unknown[]) => JSON.stringify({ schemaVersion: 1, records: list });
const LAW = { title: "A law", sourceState: "none_found", confidence: "unverified" };
const INSTITUTION = {
  id: "one",
  name: "One",
  kind: "other",
  sourceState: "none_found",
  confidence: "unverified",
};

/** Hosts without a scheme, and the addresses that a field makes of them. */
const HOSTS: Readonly<Record<string, string>> = { "evil.example": "https://evil.example/" };

describe("a link", () => {
  it.each(Object.entries(HREFS))("%s", async (_, [href, wanted]) => {
    const link = { type: "paragraph", content: [words("a link", [{ type: "link", attrs: { href } }])] };
    const answer = await put("legislation", prose(link));
    if (wanted === null) expectNamed(answer, "href");
    else expect(JSON.stringify(await stored("legislation"))).toContain(JSON.stringify(wanted));

    // A field for an address adds "https://" to a host; a link could then lead elsewhere than its text says.
    const completed = HOSTS[href] ?? wanted;
    const url = await put("sources", records({ id: "one", title: "One", url: href }));
    const isWeb = completed !== null && /^https?:/.test(completed);
    // An empty address is an empty field.
    if (isWeb || href === "") expect(url.status).toBe(200);
    else expectNamed(url, "url");
    if (isWeb) expect(await stored("sources")).toMatchObject({ records: [{ url: completed }] });
  });
});

describe("a document", () => {
  it.each(Object.entries(DOCUMENTS))("%s", async (_, content) => {
    expectNamed(await put("legislation", content));
    const preview = await knock(doorOf(SECTION.replace("route.ts", "preview/route.ts"), "POST"), {
      as: writer,
      place: place("legislation"),
      headers: { "content-type": "application/json" },
      body: `{"content":${content}}`,
    });
    expect(preview.status).toBe(400);
    expect({}).not.toHaveProperty("isAdmin");
  });
});

describe("a field of a record", () => {
  it.each(FIELD_VALUES.map((one, n) => [n, one] as const))("%i %o", async (_, { section, field, value }) => {
    expectNamed(await put(section, records({ ...INSTITUTION, [field]: value })), field);
  });
});

describe("a text", () => {
  it.each(Object.entries(TEXTS))("%s", async (_, text) => {
    const sent = JSON.stringify(text);
    const line = cleanLine(text.replaceAll("\0", ""));
    const source = await put(
      "sources",
      records({ id: "one", title: text, publisher: text, note: text }),
      sent,
    );
    expect(source.status).toBe(200);
    const kept = cleanLines(text.replaceAll("\0", ""));
    expect(await stored("sources")).toMatchObject({
      records: [{ title: line, publisher: line, note: kept }],
    });

    const paragraph = {
      type: "paragraph",
      content: [
        words(text, [{ type: "bold" }, { type: "link", attrs: { href: "https://example.org/" } }]),
        { type: "citation", attrs: { source: "one", locator: [...text].slice(0, 100).join("") } },
      ],
    };
    const heading = { type: "heading", attrs: { level: 3 }, content: [words(text)] };
    expect((await put("legislation", prose(heading, paragraph), sent)).status).toBe(200);
    expect(JSON.stringify(await stored("legislation"))).toContain(
      JSON.stringify(cleanInline(text.replaceAll("\0", ""))),
    );

    const provision = {
      id: "two",
      locator: [...text].slice(0, 100).join(""),
      text,
      confidence: "unverified",
    };
    const law = { ...LAW, id: "one", title: text, summary: text, amendedBy: [text], provisions: [provision] };
    expect((await put("laws", records(law), sent)).status).toBe(200);
  });

  it("never breaks the XML of a feed or the site map", async () => {
    for (const file of [
      "app/[locale]/changes/feed.xml/route.ts",
      "app/[locale]/countries/[slug]/changes.xml/route.ts",
      "app/sitemap.xml/route.ts",
    ]) {
      const { body, status } = await knock(doorOf(file, "GET"), { place: { slug: "senegal" } });
      const names = new Set<string>();
      const parser = new SaxesParser();
      parser.on("error", (error) => {
        throw error;
      });
      parser.on("opentag", (tag) => names.add(tag.name));
      parser.write(body).close();
      expect(status).toBe(200);
      expect(
        [...names].filter(
          (name) =>
            !/^(?:feed|id|title|updated|published|link|author|name|entry|category|summary|urlset|url|loc|lastmod|xhtml:link)$/.test(
              name,
            ),
        ),
      ).toEqual([]);
    }
  });

  it("is text in mails, and never a header", async () => {
    const administrator = await makeActor("administrator");
    const list = Object.entries(TEXTS);
    for (const [n, [, text]] of list.entries()) {
      const name = text.replaceAll(/\p{C}|\p{Zl}|\p{Zp}/gu, " ").slice(0, 90);
      const someone = await makeMember({ handle: `suspended-${n}`, displayName: name });
      const suspensionReason = text
        .replaceAll("\0", "")
        .replaceAll(/\p{Cs}/gu, "")
        .padEnd(12, ".");
      await transact(by(administrator), (ctx) =>
        suspendMember(ctx, { handle: someone.handle, suspensionReason }),
      );
    }
    await runDueJobs();
    const mails = await readMails();
    expect(mails).toHaveLength(list.length);
    const allowed = /^<\/?(?:!doctype|html|head|meta|title|body|p|a|br|small)\b/i;
    for (const mail of mails) {
      expect(mail.headers.has("bcc")).toBe(false);
      const tags = (mail.html || "").match(/<[^>]*>/g) ?? [];
      expect(tags.filter((tag) => !allowed.test(tag) || /\son\w+=/i.test(tag))).toEqual([]);
      expect((mail.html || "").match(/href="(?!http:\/\/localhost)[^"]*"/g)).toBeNull();
    }
  });
});
