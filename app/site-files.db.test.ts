import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { setting } from "@/db/schema/core";
import { profile } from "@/db/schema/profiles";
import { listArticles } from "@/lib/convention";
import { INSTRUMENTS } from "@/lib/convention/model";
import { bumpVersions } from "@/lib/core/versions";
import { LOCALES } from "@/lib/i18n/locales";
import { partKey } from "@/lib/site-settings/model";
import { findStandingPage } from "@/lib/standing-pages";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { draftMaterial, publishedMaterial } from "@/tests/support/materials";
import { makeActor } from "@/tests/support/members";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { madeCategory, openedTopic } from "@/tests/support/topics";
import { GET as getSecurity } from "./.well-known/security.txt/route";
import { GET as getRobots } from "./robots.txt/route";
import { GET as getSitemap } from "./sitemap.xml/route";

useDatabase();

async function read(get: typeof getSitemap, path: string): Promise<{ text: string; headers: Headers }> {
  const answer = await get(new Request(`http://localhost:3000${path}`), { params: Promise.resolve({}) });
  expect(answer.status).toBe(200);
  return { text: await answer.text(), headers: answer.headers };
}

describe("the sitemap", () => {
  it("lists every document in each language, each with the others", async () => {
    const pageId = await makeProfile({ slug: "senegal", iso2: "SN" });
    await makeRevision({ pageId, key: "policies", content: {}, createdAt: new Date("2026-03-01T12:00:00Z") });
    await makeRevision({
      pageId,
      key: "policies@sw",
      language: "sw",
      content: {},
      createdAt: new Date("2026-02-01T12:00:00Z"),
    });
    const trusted = await makeActor("trusted");
    await publishedMaterial(trusted, { title: "Evidence guide" });
    await draftMaterial(trusted, { title: "Not yet" });
    await madeCategory();
    const topic = await openedTopic(trusted);
    const held = await openedTopic(await makeActor(), { title: "Awaits a moderator" });
    const { text, headers } = await read(getSitemap, "/sitemap.xml");
    expect(headers.get("content-type")).toBe("application/xml; charset=utf-8");
    const articles = INSTRUMENTS.flatMap((instrument) => listArticles(instrument));
    const urls = text.match(/<url>.*<\/url>/g) ?? [];
    expect(urls).toHaveLength((34 + articles.length + 1 + 1 + 3 + 1 + 1 + 1) * 3 + 1);
    // A language that the interface does not have has one address, which all the others list.
    const swahili = "http://localhost:3000/countries/senegal?lang=sw";
    expect(urls.filter((url) => url.includes(`<loc>${swahili}</loc>`))).toHaveLength(1);
    expect(urls.filter((url) => url.includes(`hreflang="sw" href="${swahili}"`))).toHaveLength(4);
    const french = urls.find((url) => url.includes("<loc>http://localhost:3000/fr/countries/senegal</loc>"));
    expect(french).toContain("<lastmod>2026-03-01</lastmod>");
    expect(french).toContain('hreflang="ar" href="http://localhost:3000/ar/countries/senegal"');
    expect(french).toContain('hreflang="x-default" href="http://localhost:3000/countries/senegal"');
    const legal = urls.find((url) =>
      url.includes("<loc>http://localhost:3000/fr/countries/senegal/legal</loc>"),
    );
    expect(legal).toContain('hreflang="ar" href="http://localhost:3000/ar/countries/senegal/legal"');
    expect(text).toContain("<loc>http://localhost:3000/ar/training/evidence-guide</loc>");
    expect(text).not.toContain("not-yet");
    expect(text).toContain("<loc>http://localhost:3000/fr/discussions/electronic-evidence</loc>");
    expect(text).toContain(`<loc>http://localhost:3000/discussions/t/${topic.number}/${topic.address}</loc>`);
    expect(text).not.toContain(held.address);
    expect(text).not.toMatch(/\/(me|admin|signin|reset)\b/);
    expect(await db().$count(profile)).toBe(1);
  });
});

describe("robots.txt", () => {
  it("asks crawlers to skip working pages in every language, and names the sitemap", async () => {
    const { text } = await read(getRobots, "/robots.txt");
    for (const line of ["Disallow: /api/", "Disallow: /me/", "Disallow: /fr/me$", "Disallow: /ar/admin?"]) {
      expect(text.split("\n")).toContain(line);
    }
    expect(text).toContain("Sitemap: http://localhost:3000/sitemap.xml");
  });

  it("excludes nothing that the sitemap lists, nor the directory of members", async () => {
    const rules = [...(await read(getRobots, "/robots.txt")).text.matchAll(/^Disallow: (.+)$/gm)].map(
      ([, rule = ""]) => {
        const [start = ""] = rule.split("$");
        const pattern = start.split("*").map((part) => part.replaceAll(/[.?+^()[\]{}|\\]/g, "\\$&"));
        return new RegExp(`^${pattern.join(".*")}${rule.endsWith("$") ? "$" : ""}`);
      },
    );
    const isHidden = (path: string) => rules.some((rule) => rule.test(path));
    const { text } = await read(getSitemap, "/sitemap.xml");
    const listed = [...text.matchAll(/<loc>http:\/\/localhost:3000([^<]*)<\/loc>/g)].map(
      ([, path = ""]) => path,
    );
    expect(listed.length).toBeGreaterThan(10);
    expect(
      [...listed, "/members", "/fr/members/somebody", "/administration", "/joint"].filter(isHidden),
    ).toEqual([]);
    const working = [
      "/me",
      "/me/security",
      "/fr/me?done=saved",
      "/admin/members/x",
      "/signin?next=/",
      "/ar/join/verify",
    ];
    expect(working.filter((path) => !isHidden(path))).toEqual([]);
  });
});

describe("security.txt", () => {
  it("has each field once, and expires within the year (RFC 9116)", async () => {
    const { text, headers } = await read(getSecurity, "/.well-known/security.txt");
    expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
    for (const field of ["Contact", "Expires", "Preferred-Languages", "Canonical", "Policy"]) {
      expect(text.match(new RegExp(`^${field}: `, "gm")), field).toHaveLength(1);
    }
    const expires = new Date(/^Expires: (.+)$/m.exec(text)?.[1] ?? "").getTime();
    expect(expires).toBeGreaterThan(Date.now() + 30 * 86_400_000);
    expect(expires).toBeLessThan(Date.now() + 365 * 86_400_000);
  });

  it("names the contact address of the site once it has one, and its form where that is https", async () => {
    const contacts = async () => {
      const { text } = await read(getSecurity, "/.well-known/security.txt");
      return [...text.matchAll(/^Contact: (.+)$/gm)].map(([, contact]) => contact);
    };
    expect(await contacts()).toEqual(["mailto:admin@localhost"]);
    const value = { contact: "desk@forum.example" };
    await db()
      .insert(setting)
      .values({ key: partKey("identity"), value, updatedAt: new Date() });
    setEnvironment({ APP_URL: "https://forum.example" });
    await bumpVersions(db(), ["site"]);
    expect(await contacts()).toEqual(["mailto:desk@forum.example", "https://forum.example/contact"]);
    await db()
      .update(setting)
      .set({ value: { ...value, isFormOpen: false } });
    await bumpVersions(db(), ["site"]);
    expect(await contacts()).toEqual(["mailto:desk@forum.example"]);
    setEnvironment({ APP_URL: undefined });
  });

  it("names a policy that exists in every language, with the response times for reports", async () => {
    const { text } = await read(getSecurity, "/.well-known/security.txt");
    expect(/^Policy: (.+)$/m.exec(text)?.[1]).toBe("http://localhost:3000/about#security");
    for (const locale of LOCALES) {
      const policy = findStandingPage("about", locale).sections.find(({ id }) => id === "security");
      const list = policy?.body.flatMap((block) =>
        typeof block === "object" && "list" in block ? block.list : [],
      );
      expect(list, locale).toHaveLength(4);
    }
  });
});
