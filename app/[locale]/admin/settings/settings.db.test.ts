import { beforeEach, describe, expect, it } from "vitest";
import * as about from "@/app/[locale]/about/route";
import * as join from "@/app/[locale]/join/route";
import * as front from "@/app/[locale]/route";
import { GET as getRobots } from "@/app/robots.txt/route";
import * as picture from "@/app/site/pictures/[picture]/route";
import { GET as getStyles } from "@/app/site.css/route";
import { GET as getSitemap } from "@/app/sitemap.xml/route";
import { drawCard } from "@/lib/cards";
import type { Actor } from "@/lib/core/actor";
import { readFileInside } from "@/lib/files/bytes";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { keep } from "@/tests/support/file-door";
import { makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { entry, put } from "@/tests/support/search";
import { SENT_PARTS } from "@/tests/support/site-parts";
import * as overview from "../route";
import * as settings from "./route";

useDatabase();

const ask = asker([
  [/^\/$/, front as Route],
  [/^\/about$/, about as Route],
  [/^\/join$/, join],
  [/^\/admin$/, overview],
  [/^\/admin\/settings$/, settings],
  [/^\/site\/pictures\/(?<picture>[^/]+)$/, picture as Route],
]);

let admin: Actor;
beforeEach(async () => {
  setEnvironment({ REGISTRATION: undefined, RATE_LIMITS: "off" });
  admin = await makeActor("administrator");
});

/** Opens a part of the settings and sends its form with the hidden fields that the page carries. */
async function change(part: keyof typeof SENT_PARTS, fields: Record<string, string | string[]>) {
  const address = `/admin/settings?part=${part}`;
  const page = await ask(address, { as: admin });
  const seen = /name="seen" value="([^"]*)"/.exec(page.body)?.[1] ?? "missing";
  return ask(address, { as: admin, form: { ...SENT_PARTS[part], form: part, seen, ...fields } });
}

/** A picture to upload; what it shows does not matter. */
const CARD = { site: "Sahel Forum", over: "", title: "Sahel Forum", under: "", isRtl: false };

async function file(get: typeof getSitemap): Promise<string> {
  return (await get(new Request("http://localhost:3000/"), { params: Promise.resolve({}) })).text();
}

describe("the name of the site", () => {
  it("is on stored pages from the next request on, in each language, and in their titles", async () => {
    expect((await ask("/about")).body).toContain("| Octopus Community</title>");
    const done = await change("identity", {
      name: "Cyber Forum",
      nameAr: "منتدى الفضاء",
      contact: "desk@example.org",
    });
    expect([done.status, done.to]).toEqual([303, "/admin/settings?part=identity&done=saved"]);
    const english = await ask("/about");
    expect(english.body).toContain("| Cyber Forum</title>");
    expect(english.body).toContain('<span lang="en" dir="ltr">Cyber<i> Forum</i></span>');
    expect(english.body).toContain('<a href="mailto:desk@example.org">Contact by email</a>');
    const arabic = await ask("/ar/about");
    expect(arabic.body).toContain("| منتدى الفضاء</title>");
    expect(arabic.body).toContain('<span lang="ar" dir="rtl">منتدى<i> الفضاء</i></span>');
    expect((await ask("/fr/")).body).toMatch(/<title>Cyber Forum.: droit de la cybercriminalité/);
  });

  it("is refused with a message at the field, and what was typed stays", async () => {
    const refused = await change("identity", { name: "<script>", contact: "desk" });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatch(/id="name-error".*id="contact-error"/s);
    expect(refused.body).toContain('value="&lt;script&gt;"');
  });

  it("that another administrator changed meanwhile is shown beside what was typed", async () => {
    await change("identity", { name: "Cyber Forum" });
    const late = await ask("/admin/settings?part=identity", {
      as: admin,
      form: { ...SENT_PARTS.identity, form: "identity", seen: "", name: "Law Forum" },
    });
    expect(late.status).toBe(409);
    expect(late.body).toContain("Another administrator changed these settings");
    expect(late.body).toContain('value="Law Forum"');
    expect(late.body).toContain("<bdi>Cyber Forum</bdi>");
  });
});

describe("a language that is not offered", () => {
  it("is not found, and leaves switches, alternatives, the sitemap and robots.txt", async () => {
    expect((await ask("/ar/about")).status).toBe(200);
    await change("access", { languages: ["fr"], registration: "open" });
    const gone = await ask("/ar/about");
    expect(gone.status).toBe(404);
    expect(gone.body).toMatch(/^<!doctype html><html lang="en"/);
    expect((await ask("/ar/admin/settings", { as: admin })).status).toBe(404);
    expect((await ask("/ar/join", { form: { form: "join" } })).status).toBe(404);
    const page = await ask("/about");
    expect(page.body).not.toMatch(/hreflang="ar"/i);
    expect(page.body).not.toContain('href="/ar/about"');
    expect(page.body).toMatch(/hreflang="fr"/i);
    expect(await file(getSitemap)).not.toMatch(/hreflang="ar"|\/ar\//);
    expect(await file(getRobots)).not.toContain("/ar/");
    await change("access", { languages: ["fr", "ar"], registration: "open" });
    expect((await ask("/ar/about")).status).toBe(200);
  });
});

describe("registration", () => {
  it("follows the settings on the page for joining and in administration", async () => {
    await change("access", { languages: ["fr", "ar"], registration: "closed" });
    expect((await ask("/join")).body).toContain("Registration is currently closed.");
    expect((await ask("/admin", { as: admin })).body).toContain("Registration is closed.");
  });

  it("that the server fixes is shown as fixed", async () => {
    setEnvironment({ REGISTRATION: "approval" });
    const page = await ask("/admin/settings?part=access", { as: admin });
    expect(page.body).toContain("REGISTRATION=approval");
    expect(page.body).not.toContain('name="registration"');
  });
});

describe("the look of every page", () => {
  it("has the accent colour in a style sheet of its own, only if one was chosen", async () => {
    expect((await ask("/about")).body).not.toContain("/site.css");
    expect((await change("look", { light: "#0B5A78", dark: "" })).to).toContain("done=saved");
    expect((await ask("/about")).body).toContain('<link rel="stylesheet" href="/site.css"/>');
    expect(await file(getStyles)).toContain("--accent:#0b5a78");
    await change("look", { light: "", dark: "" });
    expect((await ask("/about")).body).not.toContain("/site.css");
  });

  it("refuses a colour that is too faint, with the measured contrast", async () => {
    const refused = await change("look", { light: "#ffff00", dark: "" });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatch(/The contrast with the page is only 1\.0\d to 1/);
  });

  it("has the logo and the icon that were chosen, at addresses that name their content", async () => {
    const fileId = await keep(admin, "logo.png", await drawCard(CARD));
    await readFileInside({ fileId });
    const page = await ask("/admin/settings?part=logo", { as: admin });
    expect(page.body).toContain(`<option value="${fileId}">logo.png</option>`);
    await change("logo", { light: fileId, icon: fileId, hasName: "on" });
    const { body } = await ask("/about");
    const [, address = ""] = /<img class="logo" alt="Octopus Community" src="([^"]+)"/.exec(body) ?? [];
    expect(body).toContain(`<link rel="icon" type="image/webp" href="${address}"/>`);
    expect(body).not.toContain("Octopus<i>");
    const shown = await ask(address);
    expect([shown.status, shown.headers.get("content-type")]).toEqual([200, "image/webp"]);
    expect(shown.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    await change("logo", { light: "", dark: "", icon: "" });
    expect((await ask("/about")).body).toContain("Octopus<i>");
    for (const gone of [address, "/site/pictures/nothing.webp", "/site/pictures/x.svg"])
      expect((await ask(gone)).status).toBe(404);
  });

  it("has the announcement of the day in the reader's language, else in English", async () => {
    const period = { from1: "2026-01-01", to1: "2099-12-31" };
    await change("notices", { text1: "Maintenance on Sunday", text1Ar: "صيانة يوم الأحد", ...period });
    expect((await ask("/about")).body).toContain('<div lang="en" dir="ltr">Maintenance on Sunday</div>');
    expect((await ask("/ar/about")).body).toContain('<div lang="ar" dir="rtl">صيانة يوم الأحد</div>');
    expect((await ask("/fr/about")).body).toContain('<div lang="en" dir="ltr">Maintenance on Sunday</div>');
    expect((await ask("/admin", { as: admin })).body).toContain("Maintenance on Sunday");
  });

  it("has the main menu in the chosen order", async () => {
    await change("menu", { blog: "1", countries: "2" });
    const menu = /<nav class="nav".*?<\/nav>/s.exec((await ask("/about")).body)?.[0] ?? "";
    expect(
      [...menu.matchAll(/href="\/(blog|countries|convention|training)"/g)].map(([, page]) => page),
    ).toEqual(["blog", "countries"]);
  });
});

describe("featured pages", () => {
  it("are on the front page with their titles, while visitors can find them", async () => {
    const fields = { page1: "https://forum.example/fr/blog/second?x#y", page2: "/blog/first" };
    await put([entry("First", "", { key: "first" }), entry("Second", "", { key: "second" })]);
    expect((await change("featured", fields)).to).toContain("done=saved");
    const links = async () =>
      [...(await ask("/")).body.matchAll(/<a href="(\/blog\/\w+)"><bdi>(\w+)/g)].map(([, to, title]) => [
        to,
        title,
      ]);
    expect(await links()).toEqual([
      ["/blog/second", "Second"],
      ["/blog/first", "First"],
    ]);
    await put([entry("First", "", { key: "first" })]);
    expect(await links()).toEqual([["/blog/first", "First"]]);
  });

  it("refuses an address that visitors cannot read, at its field", async () => {
    await put([entry("Members only", "", { key: "hidden", audience: "members" })]);
    for (const page2 of ["/blog/hidden", "/admin", "blog", "//evil.example/x"]) {
      const refused = await change("featured", { page2 });
      expect([page2, refused.status]).toEqual([page2, 422]);
      expect(refused.body).toContain('id="page2-error"');
    }
    expect((await ask("/")).body).not.toContain('id="featured"');
  });
});
