import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { file, fileDownload, fileObject, fileUse } from "@/db/schema/files";
import type { Actor } from "@/lib/core/actor";
import { listUsage, listVersionUsage, saveDescriptionText, saveFiles } from "@/lib/training";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { cleanFile, filesOf, materialRow, publishedMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import * as diff from "./[slug]/diff/route";
import * as edit from "./[slug]/edit/route";
import * as history from "./[slug]/history/route";
import * as revision from "./[slug]/revisions/[number]/route";
import * as material from "./[slug]/route";
import * as takePart from "./[slug]/take-part/route";
import * as text from "./[slug]/text/[id]/route";
import * as feed from "./feed.xml/route";
import * as mine from "./mine/route";
import * as fresh from "./new/route";
import * as library from "./route";

useDatabase();

const ask = asker([
  [/^\/training\/new$/, fresh as Route],
  [/^\/training$/, library as Route],
  [/^\/training\/feed\.xml$/, feed as Route],
  [/^\/training\/mine$/, mine as Route],
  [/^\/training\/(?<slug>[^/]+)$/, material as Route],
  [/^\/training\/(?<slug>[^/]+)\/edit$/, edit as Route],
  [/^\/training\/(?<slug>[^/]+)\/history$/, history as Route],
  [/^\/training\/(?<slug>[^/]+)\/diff$/, diff as Route],
  [/^\/training\/(?<slug>[^/]+)\/revisions\/(?<number>[^/]+)$/, revision as Route],
  [/^\/training\/(?<slug>[^/]+)\/take-part$/, takePart as Route],
  [/^\/training\/(?<slug>[^/]+)\/text\/(?<id>[^/]+)$/, text as Route],
]);

let owner: Actor;
beforeEach(async () => {
  owner = await makeActor("practitioner");
});

const linksOf = (body: string) => [...body.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? "");

/** Creates a published material whose second version has two files; returns the ids of the old and the new files. */
async function withTwoVersions(given: Record<string, unknown> = {}) {
  const { slug, fileId } = await publishedMaterial(owner, given);
  const next = [await cleanFile(owner.id, { name: "a.pdf" }), await cleanFile(owner.id, { name: "b.pdf" })];
  const input = filesOf(slug, next, { changes: "All is new" });
  await transact(by(owner), (ctx) => saveFiles(ctx, input));
  return { slug, fileId, next, place: `/training/${slug}` };
}

describe("a material's button in the list", () => {
  it("leads to the files of the newest version, whose size it shows", async () => {
    const { place, next } = await withTwoVersions();
    const { body } = await ask("/training");
    expect(linksOf(body)).toContain(`${place}/files.zip?ids=${next.join(",")}`);
    expect(body).toContain("2 files, 2 kB");
  });

  it.each([
    ["members", "green", "Sign in to download"],
    ["practitioners", "amber", "Ask for access"],
  ])("of files for %s leads to sign-in or to the request", async (access, tlp, word) => {
    const { place } = await withTwoVersions({ access, tlp });
    for (const address of ["/training", place]) {
      const { body } = await ask(address);
      expect(body).toContain(word);
      expect(linksOf(body)).toContain(`${place}/take-part#files`);
      expect(linksOf(body).filter((href) => href.includes("/files"))).toEqual([]);
    }
  });
});

describe("the filters of the library", () => {
  it("accept any name of a country, and name invalid values", async () => {
    await makeProfile({ slug: "senegal", iso2: "SN", iso3: "SEN" });
    await publishedMaterial(owner, { title: "Law of Senegal", countries: ["SN"], isNeutral: undefined });
    await publishedMaterial(owner, { title: "Law of none" });
    for (const country of ["SN", "sen", "senegal"]) {
      const { body } = await ask(`/training?country=${country}`);
      expect([country, body.includes("Law of Senegal"), body.includes("Law of none")]).toEqual([
        country,
        true,
        false,
      ]);
      expect(body).not.toContain("Unknown filter");
    }
    const odd = await ask("/training?country=atlantis&kind=guide,spell&level=&article=185:99");
    expect(odd.body).toContain("Law of none");
    expect(odd.body).toContain("Unknown filters, ignored: “spell”, “185:99”, “atlantis”.");
    expect(odd.body).toContain('name="robots" content="noindex"');
  });

  it("show a few countries and the chosen ones, and the others in a search list", async () => {
    const countries = ["AT", "BE", "CH", "DE", "ES", "FR", "GH", "SN"];
    await publishedMaterial(owner, { title: "Law of many", countries, isNeutral: undefined });
    const { body } = await ask("/training?country=SN");
    const list = /<select[^>]*name="country"[^>]*data-names="country" data-combo="".*?<\/select>/.exec(body);
    expect([...(list?.[0] ?? "").matchAll(/ value="([A-Z]{2})"/g)].map(([, value]) => value)).toEqual(["GH"]);
    const boxes = [...body.matchAll(/type="checkbox" name="country"[^>]* value="([A-Z]{2})"/g)];
    expect(boxes.map(([, value]) => value)).toEqual(["AT", "BE", "FR", "DE", "SN", "ES", "CH"]);
  });
});

describe("the feed of the library", () => {
  it("refuses invalid filters with an explanation", async () => {
    const { status, body, headers } = await ask("/training/feed.xml?kind=nothing&lang=en");
    expect([status, headers.get("content-type")]).toEqual([400, "text/plain; charset=utf-8"]);
    expect(body).toContain("This filter does not exist: nothing.");
    expect((await ask("/training/feed.xml?country=atlantis")).status).toBe(400);
    expect((await ask("/training/feed.xml?kind=guide&lang=en&utm_source=x")).status).toBe(200);
  });

  it("is linked on its page, and contains a material's publisher and available files", async () => {
    const { place, next } = await withTwoVersions();
    const restricted = await withTwoVersions({ title: "Other", access: "members", tlp: "green" });
    expect((await ask("/training?kind=guide")).body).toContain('href="/training/feed.xml?kind=guide"');
    const { body } = await ask("/training/feed.xml");
    expect(body).toContain(`<author><name>${owner.displayName}</name><uri>`);
    expect(body).toMatch(
      new RegExp(
        `rel="enclosure" type="application/pdf" length="1000" title="a.pdf" href="[^"]*${place}/files/${next[0]}"`,
      ),
    );
    expect(body).not.toContain(restricted.next[0]);
    expect((await ask("/training/feed.xml?kind=video")).body).not.toContain("1970");
  });
});

describe("the files of a material", () => {
  async function drawn(fileId: string) {
    const object = { fileId, kind: "picture", state: "kept", size: 10, createdAt: new Date() } as const;
    await db()
      .insert(fileObject)
      .values([
        { ...object, key: `picture/${fileId}-a`, format: "webp", width: 640, height: 905, page: null },
        { ...object, key: `picture/${fileId}-b`, format: "webp", width: 960, height: 1358, page: 1 },
      ]);
  }

  it("are shown by their first pages, which link to a look inside without a download", async () => {
    const { slug, fileId } = await publishedMaterial(owner);
    await drawn(fileId);
    const { body } = await ask(`/training/${slug}`);
    expect(body).toContain(`src="/files/${fileId}/pictures/640.webp"`);
    expect(body).toContain('alt="First page of guide.pdf"');
    expect(linksOf(body)).toContain(`/training/${slug}/text/${fileId}`);
    const inside = (await ask(`/training/${slug}/text/${fileId}`)).body;
    expect(inside).toContain(`src="/files/${fileId}/pages/1.webp"`);
    expect(inside).toContain("Preserve the data.");
  });

  it("are not shown if not everyone may have them", async () => {
    const { slug, fileId } = await publishedMaterial(owner, { access: "practitioners", tlp: "amber" });
    await drawn(fileId);
    const { body } = await ask(`/training/${slug}`);
    expect(body).not.toContain(`${fileId}/pic`);
    expect((await ask(`/training/${slug}/text/${fileId}`)).status).toBe(404);
    expect((await ask(`/training/${slug}/take-part`, { as: owner })).body).toContain("Look inside");
  });
});

describe("the history of a description", () => {
  it("contains every revision since publication, any two comparable", async () => {
    const { slug } = await publishedMaterial(owner);
    const write = (base: number | null, text: string) =>
      transact(by(owner), (ctx) =>
        saveDescriptionText(ctx, { slug, base, clientToken: randomUUID(), summary: `To: ${text}`, text }),
      );
    await write(null, "Of wombats.");
    await write(1, "Of quetzals.");
    const at = `/training/${slug}`;
    expect(linksOf((await ask(at)).body)).toContain(`${at}/history`);
    const { body } = await ask(`${at}/history`);
    expect(body).toContain("To: Of quetzals.");
    expect(linksOf(body)).toContain(`${at}/revisions/1`);
    expect((await ask(`${at}/revisions/1`)).body).toContain("Of wombats.");
    expect((await ask(`${at}/diff?to=2`)).body).toMatch(/wombats.*quetzals/s);
    expect((await ask(`${at}/diff?from=2&to=1&chosen=1`)).to).toBe(`${at}/diff?from=1&to=2`);
    expect((await ask(`${at}/revisions/9`)).status).toBe(404);
    expect((await ask("/training/none/history")).status).toBe(404);
  });

  it("of a missing material offers members to create it at that address", async () => {
    const missing = await ask("/fr/training/first-steps");
    expect(missing.status).toBe(404);
    expect(linksOf(missing.body)).toContain("/fr/training/new?title=First%20steps");
    expect(linksOf((await ask("/training/first-steps/history")).body).join()).not.toContain("title=");
    const { body } = await ask("/training/new?title=First%20steps", { as: await makeActor() });
    expect(body).toMatch(
      /<input[^>]*name="title"[^>]*value="First steps"|value="First steps"[^>]*name="title"/,
    );
    expect((await ask("/training/new?title=First%20steps")).status).toBe(303);
  });
});

describe("restricted files", () => {
  const given = { access: "practitioners", tlp: "amber" };

  it("are listed to a member who may have them, with one archive per version and no request form", async () => {
    const { place, fileId, next } = await withTwoVersions(given);
    const { body } = await ask(`${place}/take-part`, { as: await makeActor("practitioner") });
    const links = linksOf(body);
    for (const id of [fileId, ...next]) expect(links).toContain(`${place}/files/${id}`);
    expect(links).toContain(`${place}/files.zip?ids=${next.join(",")}`);
    expect(links).toContain(`${place}/members-text/${next[0]}`);
    expect(body).not.toContain("What you need it for");
  });

  it("can be requested by members without access; visitors sign in first", async () => {
    const { place } = await withTwoVersions(given);
    const { body } = await ask(`${place}/take-part`, { as: await makeActor() });
    expect(linksOf(body).filter((href) => href.includes("/files"))).toEqual([]);
    expect(body).toContain("What you need it for");
    expect((await ask(`${place}/take-part`)).to).toMatch(/^\/signin\?next=/);
  });

  it("for members are listed to every member", async () => {
    const { place, next } = await withTwoVersions({ access: "members", tlp: "green" });
    const { body } = await ask(`${place}/take-part`, { as: await makeActor() });
    expect(linksOf(body)).toContain(`${place}/files/${next[0]}`);
    expect(body).not.toContain("written down with your name");
  });
});

describe("downloads", () => {
  it("are shown to the owner by country and version, with small countries combined", async () => {
    const { slug, fileId, next, place } = await withTwoVersions();
    const [first = ""] = next;
    const counted = [
      [fileId, "SN", 4],
      [first, "SN", 1],
      [first, "FR", 2],
      [first, "", 7],
    ] as const;
    await db()
      .insert(fileDownload)
      .values(counted.map(([file, country, count]) => ({ fileId: file, day: "2026-11-02", country, count })));
    const { pageId } = await materialRow(slug);
    expect((await listUsage([pageId])).get(pageId)).toEqual({
      total: 14,
      countries: [{ country: "SN", count: 5 }],
      few: 2,
      nobodys: 7,
    });
    expect((await listVersionUsage(pageId)).map(({ label, count }) => [label, count])).toEqual([
      ["1.1", 10],
      ["1", 4],
    ]);
    const { body } = await ask("/training/mine", { as: owner });
    expect(body).toContain("14 downloads");
    for (const shown of [body, (await ask(`${place}/edit`, { as: owner })).body]) {
      expect(shown).toContain("Senegal");
      expect(shown).toContain("Other countries, fewer than 3 each");
      expect(shown).not.toMatch(/France<\/bdi>/);
    }
  });
});

describe("other locations of a material", () => {
  it("are linked as members' content, without the site's endorsement", async () => {
    const links = {
      linkUrl: ["https://elsewhere.example/guide"],
      linkLabel: ["The guide"],
      linkLanguage: ["fr"],
    };
    const { slug } = await publishedMaterial(owner, links);
    const { body } = await ask(`/training/${slug}`);
    const found = [...body.matchAll(/<a\b[^>]*href="https:\/\/elsewhere[^>]*>/g)].map(([tag]) => tag);
    expect(found.length).toBeGreaterThan(0);
    for (const tag of found) expect(tag).toContain('rel="noopener noreferrer nofollow ugc"');
    expect(body).toContain('<bdi lang="fr">The guide</bdi>');
  });
});

describe("a refused upload", () => {
  const refused = async (name: string) => {
    const id = await cleanFile(owner.id, { name });
    await db().update(file).set({ state: "refused", refusal: "infected" }).where(eq(file.id, id));
    return id;
  };
  const WHY = "The scanner found harmful content.";

  it("is named with its reason on the page of the material until it is dismissed", async () => {
    const { slug } = await publishedMaterial(owner);
    const id = await refused("slides.pptx");
    const { pageId, access } = await materialRow(slug);
    const place = `/training/${slug}/edit`;
    const to = { place: `/training/${slug}`, scope: `material:${slug}`, access, isOpen: false };
    await db()
      .insert(fileUse)
      .values({ fileId: id, ownerKind: "material-incoming", ownerId: pageId, ...to });
    await refused("of-another-page.pptx");
    const { body } = await ask(place, { as: owner });
    expect(body).toContain("Refused uploads");
    expect(body).toContain("slides.pptx");
    expect(body).toContain(WHY);
    expect(body).not.toContain("of-another-page.pptx");
    // The list that is drawn again while files are checked contains it, so that its row no longer says "being
    // checked".
    expect(body.slice(body.indexOf('id="version-files"'))).toContain(`data-file="${id}"`);
    expect((await ask(place, { as: await makeActor("moderator") })).body).not.toContain("slides.pptx");
    const gone = await ask(place, { as: owner, form: { form: "dismiss", fileId: id } });
    expect([gone.status, gone.to]).toEqual([303, `${place}#files`]);
    expect((await ask(place, { as: owner })).body).not.toContain("Refused uploads");
  });

  it("that the material already uses is marked as such, and disappears when removed there", async () => {
    const { slug, fileId } = await publishedMaterial(owner);
    await db().update(file).set({ state: "refused", refusal: "blocked" }).where(eq(file.id, fileId));
    const { body } = await ask(`/training/${slug}/edit`, { as: owner });
    expect(body).toContain("It is still used on this page. Remove it here, then save.");
    expect(body).not.toContain('value="dismiss"');
  });
});
