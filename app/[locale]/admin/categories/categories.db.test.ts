import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { findCategory, listCategories } from "@/lib/discussions";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import { categoryFields, madeCategory, openedTopic } from "@/tests/support/topics";
import * as one from "./[slug]/route";
import * as categories from "./route";

useDatabase();

const ask = asker([
  [/^\/admin\/categories$/, categories],
  [/^\/admin\/categories\/(?<slug>[^/]+)$/, one],
]);

const LIST = "/admin/categories";

let admin: Actor;
beforeEach(async () => {
  setEnvironment({ RATE_LIMITS: "off" });
  admin = await makeActor("administrator");
});

const slugs = async () => (await listCategories()).map(({ slug }) => slug);
const send = (form: Record<string, string>, at = LIST) => ask(at, { as: admin, form });
/** Returns the part of the page with the list, and that with the form. */
const parts = (body: string) => body.slice(body.indexOf("<main")).split('id="new"') as [string, string];

describe("the list of categories", () => {
  it("says that there are none, and takes the first", async () => {
    expect((await ask(LIST, { as: admin })).body).toContain("There are no categories yet.");
    expect((await send({ form: "make", ...categoryFields() })).to).toBe(`${LIST}?done=made`);
    const { body } = await ask(`${LIST}?done=made`, { as: admin });
    expect(body).toContain("The category is now the last in the list.");
    expect(parts(body)[0]).toContain("/discussions/electronic-evidence");
  });

  it("says in the reader's language who writes where, and counts the topics that readers see", async () => {
    await madeCategory({ openers: "practitioners", repliers: "moderators", language: "fr" });
    await openedTopic(await makeActor("practitioner"));
    const [list] = parts((await ask(`/fr${LIST}`, { as: admin })).body);
    for (const words of [
      "Preuves électroniques",
      "Praticiens vérifiés et modérateurs",
      ">Modérateurs<",
      "Français",
      ">1<",
    ])
      expect(list).toContain(words);
  });

  it("moves a category, also twice by a double click, and has no button beyond the ends", async () => {
    for (const slug of ["one", "two", "three"]) await madeCategory({ slug, name_en: `Number ${slug}` });
    const up = { form: "move", slug: "three", by: "up" };
    await Promise.all([send(up), send(up)]);
    expect(await slugs()).toEqual(["one", "three", "two"]);
    await send(up);
    await send(up);
    expect(await slugs()).toEqual(["three", "one", "two"]);
    const { body } = await ask(LIST, { as: admin });
    expect(body).not.toContain("Move up: Number three");
    expect(body).toContain("Move down: Number three");
    expect(body).not.toContain("Move down: Number two");
  });

  it("closes a category and opens it again", async () => {
    const slug = await madeCategory();
    const closed = await send({ form: "close", slug, isClosed: "on" });
    expect(closed.to).toBe(`${LIST}?done=closed`);
    const [list] = parts((await ask(LIST, { as: admin })).body);
    expect(list).toContain("Closed");
    expect(list).toContain("Open again");
    expect((await send({ form: "close", slug, isClosed: "" })).to).toBe(`${LIST}?done=reopened`);
    expect((await findCategory(slug))?.isClosed).toBe(false);
  });

  it("keeps what was typed when a field is refused, and names the field", async () => {
    await madeCategory();
    const typed = categoryFields({ name_fr: "", description_fr: "Une description", name_en: "<b>Names</b>" });
    const taken = await send({ form: "make", ...typed, name_fr: "Noms" });
    expect(taken.status).toBe(422);
    expect(parts(taken.body)[1]).toContain("This is already taken");
    const nameless = await send({ form: "make", ...typed, slug: "names" });
    expect(nameless.status).toBe(422);
    const [, form] = parts(nameless.body);
    expect(form).toContain('href="#name_fr"');
    expect(form).toContain("Une description");
    expect(form).toContain('value="&lt;b&gt;Names&lt;/b&gt;"');
    expect(await slugs()).toEqual(["electronic-evidence"]);
  });

  it.each(["new", "Electronic Evidence", "../admin", "a".repeat(61), ""])(
    "refuses the address %j",
    async (slug) => {
      const { status, body } = await send({ form: "make", ...categoryFields({ slug }) });
      expect([status, body.includes('href="#slug"')]).toEqual([422, true]);
    },
  );

  it("cleans invisible characters from names", async () => {
    await send({ form: "make", ...categoryFields({ name_en: "Evi\u202Edence\u0000" }) });
    const name = (await findCategory("electronic-evidence"))?.texts.en?.name ?? "";
    expect([name.includes("\u202E"), name.includes("\u0000")]).toEqual([false, false]);
  });

  it("does not know a category that there is not", async () => {
    await madeCategory();
    expect((await send({ form: "move", slug: "no-such", by: "up" })).status).toBe(404);
    expect((await send({ form: "close", slug: "no-such", isClosed: "on" })).status).toBe(404);
  });
});

describe("one category", () => {
  it("is changed in the form that has its stored values, at an address that stays", async () => {
    const slug = await madeCategory({ language: "fr" });
    const { body } = await ask(`${LIST}/${slug}`, { as: admin });
    expect(body).toContain('value="Preuves électroniques"');
    expect(body).toContain('<option value="fr" selected="">');
    expect(body).not.toContain('name="slug"');
    const seen = /name="seen" value="(\d+)"/.exec(body)?.[1];
    const typed = categoryFields({ icon: "book", slug: "other", language: "", seen });
    const fields = { form: "change", ...typed };
    expect((await send(fields, `${LIST}/${slug}`)).to).toBe(`${LIST}?done=changed`);
    expect(await findCategory(slug)).toMatchObject({ icon: "book", language: null });
    expect(await slugs()).toEqual([slug]);
  });

  it("is not found at an unknown address, also by a form", async () => {
    expect((await ask(`${LIST}/no-such`, { as: admin })).status).toBe(404);
    expect((await send({ form: "change", ...categoryFields() }, `${LIST}/no-such`)).status).toBe(404);
  });
});

it("is for administrators alone", async () => {
  const slug = await madeCategory();
  for (const as of [await makeActor("moderator"), await makeActor()]) {
    for (const at of [LIST, `${LIST}/${slug}`]) expect((await ask(at, { as })).status).toBe(403);
    const form = { form: "close", slug, isClosed: "on" };
    expect((await ask(LIST, { as, form })).status).toBe(403);
  }
  expect((await findCategory(slug))?.isClosed).toBe(false);
});
