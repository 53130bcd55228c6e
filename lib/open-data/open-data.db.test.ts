import { createHash, createPublicKey, verify } from "node:crypto";
import { text } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { fileObject } from "@/db/schema/files";
import { material } from "@/db/schema/training";
import { PostRow } from "@/lib/blog/open/model";
import type { Actor } from "@/lib/core/actor";
import { openObject } from "@/lib/files/bytes";
import { runDueJobs } from "@/lib/jobs/worker";
import { LISTS, makeDump, remakeDump } from "@/lib/open-lists";
import { hideRevision } from "@/lib/profiles";
import { MaterialRow } from "@/lib/training/open/model";
import { transact } from "@/lib/transact";
import { RESOURCES, type ResourceName } from "@/lib/vocabulary/open-lists";
import { useDatabase } from "@/tests/support/database";
import { publishedMaterial } from "@/tests/support/materials";
import { by, makeActor, makeMember } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { publishedPost } from "@/tests/support/posts";
import { makeProfile } from "@/tests/support/profiles";
import { prose, save } from "@/tests/support/sections";
import { DumpsAnswer } from "./dumps/model";
import { findDumpFile, listDumps, queueFirstDump } from "./index";
import * as rows from "./model";

useDatabase();
process.env.RATE_LIMITS = "off";

const ROWS: Record<ResourceName, z.ZodType> = {
  countries: rows.CountryRow,
  sections: rows.SectionRow,
  articles: rows.ArticleRow,
  provisions: rows.ProvisionRow,
  posts: PostRow,
  materials: MaterialRow,
  changes: rows.ChangeRow,
  members: rows.MemberRow,
};
const routes = import.meta.glob<Route>("../../app/api/v1/**/route.ts", { eager: true });
const ask = asker(
  Object.entries(routes)
    .map(([path, route]) => {
      const place = path.replace("../../app", "").replace("/route.ts", "");
      const pattern = place.replaceAll(/[.]/g, "\\.").replaceAll(/\[(\w+)\]/g, "(?<$1>[^/]+)");
      return [new RegExp(`^${pattern}$`), route] as const;
    })
    .sort(([a], [b]) => a.source.split("(?<").length - b.source.split("(?<").length),
);
const get = async (path: string, as?: Actor) => {
  const answer = await ask(path, as ? { as } : {});
  return { ...answer, json: answer.body === "" ? null : JSON.parse(answer.body) };
};

let ana: Actor;
beforeEach(async () => {
  ana = await makeActor("trusted");
  for (const [slug, iso2] of [
    ["france", "FR"],
    ["romania", "RO"],
    ["senegal", "SN"],
  ])
    await makeProfile({ slug: slug ?? "", iso2: iso2 ?? "" });
  await save(ana, { content: prose({ aaaaaa: "What the law says." }) });
  await publishedPost(ana, { title: "A post" });
  await publishedMaterial(ana, { title: "A guide" });
  await db().update(member).set({ isListed: true }).where(eq(member.id, ana.id));
});

describe("a list of public data", () => {
  it.each(RESOURCES)("%s has rows of its schema, by everybody's page", async (name) => {
    const found = await get(`/api/v1/${name}`);
    expect(found.status).toBe(200);
    if (name !== "provisions") expect(found.json.rows.length).toBeGreaterThan(0);
    for (const row of found.json.rows) expect(ROWS[name].safeParse(row).error?.issues ?? []).toEqual([]);
    const etag = found.headers.get("etag") ?? "";
    const again = await ask(`/api/v1/${name}`, { headers: { "if-none-match": `W/${etag}` } });
    expect([again.status, again.body]).toEqual([304, ""]);
  });

  it("is read to its end by its keys, each row once", async () => {
    const seen: string[] = [];
    let next: string | null = "/api/v1/countries?limit=2";
    while (next !== null) {
      const page: { json: { rows: { slug: string }[]; next: string | null } } = await get(next);
      seen.push(...page.json.rows.map(({ slug }) => slug));
      next = page.json.next;
    }
    expect(seen).toEqual(["france", "romania", "senegal"]);
    for (const name of RESOURCES) {
      const first = await get(`/api/v1/${name}?limit=1`);
      if (first.json.next === null) continue;
      expect((await get(first.json.next)).status).toBe(200);
      expect(first.headers.get("link")).toBe(`<${first.json.next}>; rel="next"`);
    }
  });

  it("refuses a filter that it does not know, and a value that is none, with a reason", async () => {
    for (const name of RESOURCES) {
      const wrong = await get(`/api/v1/${name}?colour=red`);
      expect([wrong.status, wrong.json.reason, wrong.json.fields]).toEqual([
        400,
        "unknown_filter",
        { colour: ["unknown"] },
      ]);
      expect((await get(`/api/v1/${name}?limit=1000`)).json.fields).toEqual({ limit: ["range"] });
      const lost = await get(`/api/v1/${name}?after=~`);
      expect([lost.status, Object.keys(lost.json.fields)]).toEqual([400, ["after"]]);
    }
    expect((await get("/api/v1/sections?after=nothing")).status).toBe(400);
    expect((await get("/api/v1/countries/senegal?colour=red")).json.reason).toBe("unknown_filter");
  });

  it("is narrowed by each of its filters", async () => {
    const count = async (path: string) => (await get(`/api/v1/${path}`)).json.rows.length;
    expect(await count("sections?country=senegal&section=legislation&lang=en")).toBe(1);
    expect(await count("sections?country=france")).toBe(0);
    expect(await count("countries/senegal/sections")).toBe(1);
    expect(await count("countries?isCoeMember=false")).toBeGreaterThanOrEqual(0);
    expect(await count("articles?instrument=224")).toBeGreaterThan(5);
    expect(await count(`posts?author=${ana.handle}`)).toBe(1);
    expect(await count("posts?author=nobody")).toBe(0);
    expect(await count("posts?country=senegal&topic=cloud&lang=fr")).toBe(0);
    expect(await count("materials?topic=cloud&kind=video&country=SN&lang=fr")).toBe(0);
    expect(await count(`changes?country=senegal&member=${ana.handle}&tag=edit&section=legislation`)).toBe(1);
    expect(await count("changes?tag=token")).toBe(0);
    expect(await count("members?country=FR&sector=judiciary&specialty=legislation&language=fr")).toBe(0);
    expect(await count("provisions?country=senegal&article=185-2&force=current")).toBe(0);
  });

  it("gives one thing by its name, or says that there is none", async () => {
    expect((await get("/api/v1/countries/senegal")).json).toMatchObject({
      iso2: "SN",
      sections: [{ section: "legislation", lang: "en", number: 1 }],
    });
    expect((await get("/api/v1/articles/185-16")).json).toMatchObject({ href: "/convention/185/16" });
    expect((await get(`/api/v1/members/${ana.handle}`)).json).toMatchObject({ name: ana.displayName });
    for (const path of ["countries/atlantis", "countries/atlantis/sections", "articles/185-99"])
      expect((await get(`/api/v1/${path}`)).status).toBe(404);
    for (const path of ["posts/none", "materials/none", "members/none"])
      expect((await get(`/api/v1/${path}`)).status).toBe(404);
  });

  it("has nothing that is not for everybody", async () => {
    const hidden = await makeMember({ handle: "unlisted", displayName: "Unlisted" });
    await save(await makeActor(), { section: "safeguards", content: prose({ aaaaaa: "Waits unseen." }) });
    await db().update(material).set({ access: "practitioners", title: "Restricted guide" });
    const all = await Promise.all(RESOURCES.map((name) => get(`/api/v1/${name}`)));
    const body = all.map((one) => one.body).join("");
    for (const secret of ["Unlisted", "Waits unseen.", "Restricted guide", hidden.email, "@example.org"])
      expect(body).not.toContain(secret);
    expect((await get("/api/v1/members/unlisted")).status).toBe(404);
  });
});

describe("a dump", () => {
  const linesOf = async (dumpId: string, resource: string) => {
    const file = await findDumpFile(dumpId, `${resource}.jsonl.gz`);
    if (!file) return null;
    const bytes = await openObject(file.objectKey, 0, file.bytes - 1);
    return (await text(bytes.pipe(createGunzip()))).split("\n").filter(Boolean);
  };

  it("has every row of every list, with sums that are signed", async () => {
    await makeDump();
    const [dump] = await listDumps();
    if (!dump) throw new Error("no dump");
    expect(dump.files.map(({ resource }) => resource).sort()).toEqual([...RESOURCES].sort());
    for (const name of RESOURCES) {
      const lines = (await linesOf(dump.id, name)) ?? [];
      expect(lines).toHaveLength(dump.files.find(({ resource }) => resource === name)?.lines ?? -1);
      for (const line of lines)
        expect(ROWS[name].safeParse(JSON.parse(line)).error?.issues ?? []).toEqual([]);
    }
    expect(await linesOf(dump.id, "articles")).toHaveLength(
      (await LISTS.articles.list({ limit: 100_000 })).rows.length,
    );
    const listed = await get("/api/v1/dumps");
    expect(DumpsAnswer.safeParse(listed.json).error?.issues ?? []).toEqual([]);
    const { publicKey } = (await get("/api/v1/dumps/key")).json;
    const signed = (sums: string) =>
      verify(null, Buffer.from(sums), createPublicKey(publicKey), Buffer.from(dump.signature, "base64"));
    expect(signed(dump.sums)).toBe(true);
    expect(signed(`${dump.sums} `)).toBe(false);
    for (const { name, sha256 } of dump.files) expect(dump.sums).toContain(`${sha256}  ${name}\n`);
    const [file] = dump.files;
    const taken = await ask(file?.href ?? "", {});
    expect([taken.status, taken.headers.get("etag"), taken.headers.get("content-length")]).toEqual([
      200,
      `"${file?.sha256}"`,
      String(file?.bytes),
    ]);
    expect((await ask(`/api/v1/dumps/${dump.id}/secrets.jsonl.gz`, {})).status).toBe(404);
  });

  it("is checked in a shell by three small files, of the newest by a name that stays", async () => {
    expect((await ask("/api/v1/dumps/latest/SHA256SUMS", {})).status).toBe(404);
    await makeDump(new Date(Date.now() - 86_400_000));
    await makeDump();
    const [newest] = await listDumps();
    const bytesOf = async (file: string) => (await ask(`/api/v1/dumps/latest/${file}`, {})).bytes;
    const [sums, signature, key] = [
      await bytesOf("SHA256SUMS"),
      await bytesOf("SHA256SUMS.sig"),
      await bytesOf("public-key.pem"),
    ];
    expect(sums.toString()).toBe(newest?.sums);
    expect(verify(null, sums, createPublicKey(key.toString()), signature)).toBe(true);
    for (const resource of RESOURCES) {
      const file = await bytesOf(`${resource}.jsonl.gz`);
      const sum = createHash("sha256").update(file).digest("hex");
      expect(sums.toString()).toContain(`${sum}  ${resource}.jsonl.gz\n`);
    }
  });

  it("is made once at the first start of a site with profiles, and not again at the next", async () => {
    expect((await get("/api/v1/dumps")).json.dumps).toEqual([]);
    await queueFirstDump();
    await queueFirstDump();
    await runDueJobs();
    await queueFirstDump();
    await runDueJobs();
    const { dumps } = (await get("/api/v1/dumps")).json;
    expect(dumps).toHaveLength(1);
    expect(dumps[0].files).toHaveLength(RESOURCES.length);
  });

  it("is deleted after three newer ones, with its bytes", async () => {
    for (let n = 5; n > 0; n -= 1) await makeDump(new Date(Date.now() - n * 7 * 86_400_000));
    expect(await listDumps()).toHaveLength(4);
    expect(await db().$count(fileObject, eq(fileObject.state, "doomed"))).toBe(RESOURCES.length);
  });

  it("is withdrawn when something in it is hidden, and made again without it", async () => {
    await save(ana, { base: 1, content: prose({ aaaaaa: "The name of a witness." }) });
    await makeDump();
    const [dump] = await listDumps();
    expect((await linesOf(dump?.id ?? "", "sections"))?.join()).toContain("The name of a witness.");
    await save(ana, { base: 2, content: prose({ aaaaaa: "Nothing of the kind." }) });
    const moderator = await makeActor("moderator");
    await transact(by(moderator), (ctx) =>
      hideRevision(ctx, {
        slug: "senegal",
        number: 2,
        reason: "A witness is named",
        text: true,
        summary: false,
        author: false,
      }),
    );
    expect(await findDumpFile(dump?.id ?? "", "sections.jsonl.gz")).toBeNull();
    await remakeDump();
    const [newer] = await listDumps();
    expect(newer?.files).toHaveLength(RESOURCES.length);
    expect((await linesOf(newer?.id ?? "", "sections"))?.join()).not.toContain("witness");
    await remakeDump();
    expect((await listDumps())[0]?.id).toBe(newer?.id);
  });
});

describe("own contributions", () => {
  it("are read in a session, or by a token with the scope, and by no one else", async () => {
    const ben = await makeActor();
    await save(ben, { section: "safeguards", content: prose({ aaaaaa: "Waits." }) });
    const token = (scopes: string[]): Actor => ({ ...ben, sessionId: null, confirmedAt: null, scopes });
    for (const as of [ben, token(["contributions:read"])]) {
      const found = await get("/api/v1/contributions?state=pending", as);
      expect(found.json.rows).toMatchObject([
        { country: "senegal", section: "safeguards", state: "pending" },
      ]);
      for (const row of found.json.rows) expect(rows.ContributionRow.safeParse(row).error).toBeUndefined();
    }
    expect((await get("/api/v1/contributions", token(["profiles:write"]))).json.reason).toBe("token_scope");
    expect((await get("/api/v1/contributions")).status).toBe(401);
  });
});
