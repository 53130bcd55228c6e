import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { page, revision } from "@/db/schema/revisions";
import { standingPage } from "@/db/schema/standing";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { listVersions } from "@/lib/core/versions";
import { listBacklinks } from "@/lib/page-kinds";
import { listHistory } from "@/lib/pages";
import { search } from "@/lib/search";
import { reindexAll } from "@/lib/searchables";
import {
  compareWithProduct,
  diffStanding,
  discardStandingDraft,
  findStandingDraft,
  findStandingHead,
  findToEdit,
  findWritten,
  hideStanding,
  indexStandingPages,
  keepStanding,
  listStates,
  previewStanding,
  revertStanding,
  saveStanding,
  saveStandingDraft,
  saveStandingTyped,
  useProductText,
} from "@/lib/standing-pages";
import { toTextarea } from "@/lib/text/markdown-lite";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { OPERATOR, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import type { StandingPage } from "./model";

/** What a later version of the product has instead of the English charter. */
const later = vi.hoisted(() => ({ page: null as unknown }));
vi.mock("./pages", async (original) => {
  const product = await original<typeof import("./pages")>();
  const findStandingPage: typeof product.findStandingPage = (name, locale) =>
    later.page !== null && name === "charter" && locale === "en"
      ? (later.page as StandingPage)
      : product.findStandingPage(name, locale);
  return { findStandingPage };
});

useDatabase();

const SLUG = "charter-en";
let admin: Actor;
let other: Actor;
beforeEach(async () => {
  later.page = null;
  [admin, other] = [await makeActor("administrator"), await makeActor("administrator")];
});

const as = <T>(actor: Actor, does: (ctx: Ctx) => Promise<T>) => transact(by(actor), does);
const given = (summary = "A reason") => ({ slug: SLUG, summary, clientToken: randomUUID() }) as const;

/** The text that readers see, with one more paragraph at its end. */
async function withLine(line: string) {
  const { content, number } = await findToEdit("charter", "en");
  const more = {
    type: "paragraph",
    attrs: { id: `p${randomUUID().slice(0, 8)}` },
    content: [{ type: "text", text: line }],
  };
  return {
    base: number,
    content: { ...content, doc: { ...content.doc, content: [...content.doc.content, more] } },
  };
}
const write = async (actor: Actor, line: string) => {
  const text = await withLine(line);
  return as(actor, (ctx) => saveStanding(ctx, { ...given(`Says ${line}`), ...text }));
};
const seen = async () => {
  const { content } = await findToEdit("charter", "en");
  return contentText(content);
};
const history = async () => {
  const head = await findStandingHead(SLUG, null);
  return head
    ? (await listHistory(head.history, {})).rows.map(({ number, tag, author }) => [number, tag, author])
    : [];
};
/** Installs a later version of the product, whose charter has another introduction. */
async function upgrade(intro: string) {
  const { findStandingPage } = await vi.importActual<typeof import("./pages")>("./pages");
  later.page = { ...findStandingPage("charter", "en"), intro };
}

describe("a page that nobody changed", () => {
  it("stores nothing, also after a save that changes nothing", async () => {
    const { content, number } = await findToEdit("charter", "en");
    expect(number).toBeNull();
    const saved = await as(admin, (ctx) => saveStanding(ctx, { ...given(), base: null, content }));
    expect(saved).toMatchObject({ state: "unchanged", number: null });
    const text = toTextarea(content, { hasNotes: true });
    const typed = await as(admin, (ctx) => saveStandingTyped(ctx, { ...given(), base: null, text }));
    expect(typed).toMatchObject({ state: "unchanged" });
    await as(admin, (ctx) => previewStanding(ctx, { slug: SLUG, base: null, content }));
    expect([await db().$count(page), await db().$count(standingPage)]).toEqual([0, 0]);
    expect(await findStandingHead(SLUG, null)).toBeNull();
  });

  it("can be changed by administrators only", async () => {
    const text = await withLine("Mine");
    for (const role of ["moderator", "trusted"] as const) {
      const actor = await makeActor(role);
      await expect(as(actor, (ctx) => saveStanding(ctx, { ...given(), ...text }))).rejects.toMatchObject({
        code: "forbidden",
        reason: "standing_edit",
      });
    }
    expect(await db().$count(page)).toBe(0);
  });
});

describe("a text of administrators", () => {
  it("replaces the product's in its language, with the product's as the first revision", async () => {
    expect(await write(admin, "We meet on Mondays.")).toMatchObject({ state: "published", number: 2 });
    expect(await seen()).toContain("We meet on Mondays.");
    expect(await findWritten("charter", "fr")).toBeNull();
    const { handle, displayName } = admin;
    expect(await history()).toEqual([
      [2, "edit", { handle, displayName }],
      [1, "import", "community"],
    ]);
    const head = await findStandingHead(SLUG, null);
    expect(head && (await diffStanding(head, 1, 2))).toMatchObject({ size: { passages: 1, removed: 0 } });
    expect(await listStates(["en", "fr"])).toMatchObject([
      { name: "charter", locale: "en", isOwn: true, isProductChanged: false, author: { handle } },
    ]);
  });

  it("is merged with another administrator's, who began with the product's text too", async () => {
    const mine = await withLine("From the second tab.");
    await write(admin, "From the first tab.");
    const blocks = mine.content.doc.content;
    const [first, ...rest] = blocks;
    const moved = {
      ...mine.content,
      doc: { type: "doc", content: [first, blocks.at(-1), ...rest.slice(0, -1)] },
    };
    const saved = await as(other, (ctx) =>
      saveStanding(ctx, { ...given(), base: mine.base, content: moved }),
    );
    expect(saved).toMatchObject({ state: "published", merged: true });
    expect(await seen()).toMatch(/From the second tab\.[\s\S]*From the first tab\./);
  });

  it("is saved once if its form is sent twice, and begun once by two administrators", async () => {
    const text = { ...given(), ...(await withLine("Once")) };
    const [one, two] = await Promise.all([
      as(admin, (ctx) => saveStanding(ctx, text)),
      as(admin, (ctx) => saveStanding(ctx, text)),
    ]);
    expect([one.number, two.number]).toEqual([2, 2]);
    expect(await db().$count(page)).toBe(1);
  });

  it("makes the documents of its page stale, and no others", async () => {
    const scopes = ["standing:charter", "standing:terms", "site", "changes", "countries"];
    await write(admin, "Stale");
    expect([...(await listVersions(db(), scopes)).keys()]).toEqual(["standing:charter"]);
  });

  it("is found by its words, and the product's text no longer", async () => {
    await as(admin, async (ctx) => {
      ctx.asSystem("a test");
      ctx.skipAudit("a test");
      await indexStandingPages(ctx.tx);
    });
    await write(admin, "The lantern is lit");
    const found = async (q: string) =>
      (await search(null, { q }, "en")).hits.map(({ href }) => href.split("#")[0]);
    expect(await found("lantern")).toEqual(["/charter"]);
    expect(await reindexAll(OPERATOR)).toMatchObject({ changed: expect.any(Number) });
    expect(await found("lantern")).toEqual(["/charter"]);
    await as(admin, (ctx) => useProductText(ctx, given()));
    expect(await found("lantern")).toEqual([]);
  });

  it("is listed at the pages that it links to", async () => {
    const { base, content } = await withLine("x");
    const href = "/countries/senegal";
    const link = { type: "text", text: "Senegal", marks: [{ type: "link", attrs: { href } }] };
    const blocks = [
      ...content.doc.content.slice(0, -1),
      { type: "paragraph", attrs: { id: "linking" }, content: [link] },
    ];
    const linking = { ...content, doc: { type: "doc", content: blocks } };
    await as(admin, (ctx) => saveStanding(ctx, { ...given(), base, content: linking }));
    expect((await listBacklinks("countries/senegal")).rows).toEqual([
      { kind: "standing", slug: SLUG, path: "/charter", part: "", name: "Community charter" },
    ]);
  });

  it("has a draft of its author, also before its first save", async () => {
    const { base, content } = await withLine("Begun");
    const draft = { slug: SLUG, base, content, summary: "", sequence: 1, force: false } as const;
    await as(admin, (ctx) => saveStandingDraft(ctx, draft));
    expect(await findStandingDraft(admin.id, SLUG)).toMatchObject({ sequence: 1 });
    expect(await findStandingDraft(other.id, SLUG)).toBeNull();
    expect([await findWritten("charter", "en"), await findStandingHead(SLUG, null)]).toEqual([null, null]);
    await as(admin, (ctx) => discardStandingDraft(ctx, { slug: SLUG }));
    expect(await findStandingDraft(admin.id, SLUG)).toBeNull();
  });

  it("has no draft left after a save of the product's text, which stores nothing", async () => {
    const { base, content } = await withLine("Begun");
    const draft = { slug: SLUG, base, content, summary: "", sequence: 1, force: false } as const;
    await as(admin, (ctx) => saveStandingDraft(ctx, draft));
    const product = (await findToEdit("charter", "en")).content;
    const saved = await as(admin, (ctx) => saveStanding(ctx, { ...given(), base: null, content: product }));
    expect(saved).toMatchObject({ state: "unchanged" });
    expect(await findStandingDraft(admin.id, SLUG)).toBeNull();
  });

  it("is compared with what readers see before it is saved", async () => {
    const first = await withLine("New");
    const preview = await as(admin, (ctx) => previewStanding(ctx, { slug: SLUG, ...first }));
    expect(preview).toMatchObject({ behind: 0, diff: { size: { passages: 1, removed: 0 } } });
    await write(admin, "New");
    const next = await withLine("Newer");
    expect(await as(admin, (ctx) => previewStanding(ctx, { slug: SLUG, ...next }))).toMatchObject({
      behind: 0,
      diff: { size: { passages: 1 } },
    });
  });

  it("can be reverted to an earlier one, but not to a hidden one", async () => {
    await write(admin, "First");
    await write(admin, "Second");
    await as(admin, (ctx) => revertStanding(ctx, { ...given(), number: 2 }));
    expect([(await seen()).includes("First"), (await seen()).includes("Second")]).toEqual([true, false]);
    const moderator = await makeActor("moderator");
    const hiding = { slug: SLUG, number: 3, text: true, summary: true, author: false, reason: "A name" };
    await as(moderator, (ctx) => hideStanding(ctx, { ...hiding, through: undefined }));
    const back = as(admin, (ctx) => revertStanding(ctx, { ...given(), number: 3 }));
    await expect(back).rejects.toMatchObject({ code: "not_found" });
    expect(await history()).toHaveLength(4);
  });

  it("goes back to the product's, which then follows the product again", async () => {
    await write(admin, "Own");
    await as(admin, (ctx) => useProductText(ctx, given("Back")));
    expect(await seen()).not.toContain("Own");
    expect(await findWritten("charter", "en")).toMatchObject({ isOwn: false, number: 3 });
    await upgrade("A later introduction.");
    expect(await seen()).toMatch(/^A later introduction\./);
    expect(await write(admin, "Own again")).toMatchObject({ number: 5 });
    expect((await history()).map(([number, tag]) => [number, tag])).toEqual([
      [5, "edit"],
      [4, "import"],
      [3, "edit"],
      [2, "edit"],
      [1, "import"],
    ]);
  });
});

describe("an upgrade of the product", () => {
  it("leaves the administrators' text, says that the product's changed, and shows how", async () => {
    await write(admin, "Own");
    expect(await compareWithProduct("charter", "en")).toMatchObject({ isOwn: true, since: null });
    await upgrade(
      "Everyone who joins accepts this charter. It is short because it is meant to be read and followed: it protects people who appear in cases, colleagues who share what they know, and readers who rely on it.",
    );
    expect(await seen()).toContain("Own");
    expect(await listStates(["en"])).toMatchObject([{ isOwn: true, isProductChanged: true }]);
    const found = await compareWithProduct("charter", "en");
    expect(found?.since).toMatchObject({ size: { passages: 1 } });
    await write(admin, "Still own");
    expect(await listStates(["en"])).toMatchObject([{ isProductChanged: true }]);
    const product = found?.product ?? "";
    await as(admin, (ctx) => keepStanding(ctx, { slug: SLUG, product }));
    expect(await listStates(["en"])).toMatchObject([{ isOwn: true, isProductChanged: false }]);
    expect(await db().$count(auditEntry, eq(auditEntry.fact, "page-text.kept"))).toBe(1);
  });

  it("refuses to keep the text if the form showed another text of the product", async () => {
    await write(admin, "Own");
    await upgrade("One.");
    const product = (await compareWithProduct("charter", "en"))?.product ?? "";
    await upgrade("Two.");
    await expect(as(admin, (ctx) => keepStanding(ctx, { slug: SLUG, product }))).rejects.toMatchObject({
      reason: "product_changed",
    });
  });

  it("can be taken over: a save of the product's text follows it from then on", async () => {
    await write(admin, "Own");
    await upgrade("One.");
    const { base } = await withLine("x");
    const { findStandingPage } = await import("./pages");
    const { asDocument } = await import("./product-text");
    const content: Content = asDocument(findStandingPage("charter", "en"));
    await as(admin, (ctx) => saveStanding(ctx, { ...given(), base, content }));
    expect(await findWritten("charter", "en")).toMatchObject({ isOwn: false });
    await upgrade("Two.");
    expect(await seen()).toMatch(/^Two\./);
  });
});

it("keeps one revision for each text, none of which changes", async () => {
  await write(admin, "Own");
  const rows = await db().select({ hash: revision.hash }).from(revision);
  expect(new Set(rows.map(({ hash }) => hash)).size).toBe(2);
});
