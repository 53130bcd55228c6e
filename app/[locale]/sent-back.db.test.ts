import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import * as editSection from "@/app/[locale]/countries/[slug]/edit/[section]/route";
import type { EditorData } from "@/components/editor/model";
import type { Actor } from "@/lib/core/actor";
import type { SectionKey } from "@/lib/profiles/model";
import { findMaterial, saveDescription } from "@/lib/training";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { controlsOf } from "@/tests/support/form-controls";
import { attributes } from "@/tests/support/markup";
import { draftMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { postFields, signed, startedPost } from "@/tests/support/posts";
import { makeProfile } from "@/tests/support/profiles";
import { law, prose, records, save, textsOf } from "@/tests/support/sections";
import * as editPost from "./blog/[slug]/edit/route";
import * as editMaterial from "./training/[slug]/edit/route";

/*
 * A refused form is based on the revision that was current when it was first drawn. It is saved on that
 * revision, so that another member's later changes are merged or reported, however the form came back.
 */
useDatabase();
process.env.RATE_LIMITS = "off";

const ask = asker([
  [/^\/blog\/(?<slug>[^/]+)\/edit$/, editPost as Route],
  [/^\/training\/(?<slug>[^/]+)\/edit$/, editMaterial as Route],
  [/^\/countries\/(?<slug>[^/]+)\/edit\/(?<section>[^/]+)$/, editSection as Route],
]);

let [ana, ben]: Actor[] = [];
beforeEach(async () => {
  [ana, ben] = [await makeActor("practitioner"), await makeActor("moderator")];
});
const first = () => ana as Actor;
const second = () => ben as Actor;

/** Returns the data of a page's editor. */
function editorIn(body: string): EditorData {
  const [written = ""] = attributes(body, "data-editor");
  const text = written.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<");
  return JSON.parse(text.replaceAll("&gt;", ">").replaceAll("&amp;", "&")) as EditorData;
}
const hiddenIn = (body: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? "";

describe("a refused form, while another member saved", () => {
  it("of a post keeps the revision that it is based on: with or without scripts nothing is overwritten", async () => {
    const slug = await startedPost(first(), { coAuthors: second().handle, text: "As it was." });
    await signed(second(), slug);
    const { topics, ...fields } = postFields();
    const form = (given: Record<string, string>) => ({
      form: "post",
      ...fields,
      "topics[]": topics,
      coAuthors: second().handle,
      step: "draft",
      base: "1",
      ...given,
    });
    await ask(`/blog/${slug}/edit`, { as: second(), form: form({ text: "As Ben has it." }) });
    const plain = await ask(`/blog/${slug}/edit`, {
      as: first(),
      form: form({ title: "", text: "As Ana has it." }),
    });
    expect([plain.status, hiddenIn(plain.body, "base")]).toEqual([422, "1"]);
    // The editor would start with the current text instead of the typed one.
    expect(editorIn(plain.body)).toMatchObject({ keepsPlain: true });
    const sent = await ask(`/blog/${slug}/edit`, {
      as: first(),
      form: form({ text: "As Ana has it.", clientToken: randomUUID() }),
    });
    expect(sent.status).toBe(409);
    const content = JSON.stringify(prose({ aaaaaa: "As Ana has it." }));
    const edited = await ask(`/blog/${slug}/edit`, { as: first(), form: form({ title: "", content }) });
    expect(editorIn(edited.body)).toMatchObject({ baseNumber: 1, isSentBack: true });
  });

  it("of a material does too", async () => {
    const { slug } = await draftMaterial(first());
    const input = (text: string, base: number | null) => ({
      slug,
      base,
      content: prose({ aaaaaa: text }) as object,
      clientToken: randomUUID(),
      summary: "An edit",
    });
    const write = (actor: Actor, text: string, base: number | null) =>
      transact(by(actor), (ctx) => saveDescription(ctx, input(text, base)));
    await write(first(), "As it was.", null);
    await write(second(), "As Ben has it.", 1);
    const content = JSON.stringify(prose({ aaaaaa: "As Ana has it." }));
    const form = { form: "description", base: "1", clientToken: randomUUID(), summary: "", content };
    const back = await ask(`/training/${slug}/edit`, { as: first(), form });
    const data = editorIn(back.body);
    expect([back.status, data.baseNumber]).toEqual([422, 1]);
    // When saved from there, both texts are shown to the member.
    const again = write(first(), "As Ana has it.", data.baseNumber);
    await expect(again).rejects.toMatchObject({ reason: "edit_conflict" });
    expect(textsOf((await findMaterial(slug))?.description)).toEqual({ aaaaaa: "As Ben has it." });
  });

  it("with changes in a different part of the same sentence is merged, and both are there", async () => {
    const { slug } = await draftMaterial(first());
    const write = (actor: Actor, text: string, base: number | null) =>
      transact(by(actor), (ctx) =>
        saveDescription(ctx, {
          slug,
          base,
          content: prose({ aaaaaa: text }) as object,
          clientToken: randomUUID(),
          summary: "An edit",
        }),
      );
    await write(first(), "Begin with the seizure.", null);
    await write(second(), "Begin with the seizure. Photograph the screen.", 1);
    const merged = await write(first(), "Begin calmly with the seizure.", 1);
    expect(merged).toMatchObject({ state: "published", merged: true });
    expect(textsOf((await findMaterial(slug))?.description)).toEqual({
      aaaaaa: "Begin calmly with the seizure. Photograph the screen.",
    });
  });
});

describe("a section's plain form that was sent before the editor loaded", () => {
  const place = (section: SectionKey) => `/countries/senegal/edit/${section}`;
  beforeEach(async () => {
    await makeProfile({ slug: "senegal", iso2: "SN" });
    await save(second(), { section: "laws", content: records(law("law-one")) });
  });

  it("after a step of records is what the editor continues, with new sources and the summary", async () => {
    const page = await ask(place("laws"), { as: second() });
    expect(editorIn(page.body)).not.toHaveProperty("sent");
    const added = await ask(place("laws"), {
      as: second(),
      form: { ...controlsOf(page.body, "records"), form: "step:add:", summary: "A new law" },
    });
    const data = editorIn(added.body);
    const [, fresh] = (data.content as { records: { id: string }[] }).records;
    expect(data).toMatchObject({ baseNumber: 1, sent: { open: [fresh?.id], summary: "A new law" } });
    const cited = await ask(place("laws"), {
      as: second(),
      form: {
        ...controlsOf(added.body, "records"),
        [`in:${fresh?.id}/title`]: "Cybercrime Act",
        form: `step:source:${fresh?.id}`,
      },
    });
    const source = /id="new:([^/"]+)\/title"/.exec(cited.body)?.[1] ?? "";
    const named = await ask(place("laws"), {
      as: second(),
      form: {
        ...controlsOf(cited.body, "records"),
        [`new:${source}/title`]: "Official gazette",
        form: "step:add:",
      },
    });
    const last = editorIn(named.body);
    expect((last.content as { records: unknown[] }).records).toHaveLength(3);
    expect((last.content as { records: unknown[] }).records[1]).toMatchObject({
      title: "Cybercrime Act",
      sources: [source],
    });
    expect(last.sent?.newSources).toMatchObject([{ id: source, title: "Official gazette" }]);
  });

  it("stays the plain form if there are messages about it", async () => {
    const page = await ask(place("laws"), { as: second() });
    const refused = await ask(place("laws"), {
      as: second(),
      form: { ...controlsOf(page.body, "records"), form: "records", summary: "" },
    });
    expect(refused.status).toBe(422);
    expect(editorIn(refused.body)).toMatchObject({ keepsPlain: true });
    const text = await ask(place("policies"), {
      as: second(),
      form: { form: "save", base: "", clientToken: randomUUID(), text: "Typed early.", summary: "" },
    });
    expect(text.body).toContain("Typed early.");
    expect(editorIn(text.body)).toMatchObject({ keepsPlain: true });
  });
});
