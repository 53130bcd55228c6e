import { beforeEach, expect, it } from "vitest";
import type { EditorData } from "@/components/editor/model";
import type { Actor } from "@/lib/core/actor";
import { SECTION_KEYS, SECTIONS } from "@/lib/profiles/model";
import { useDatabase } from "@/tests/support/database";
import { attributes } from "@/tests/support/markup";
import { makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { prose, save } from "@/tests/support/sections";
import * as editSection from "./[slug]/edit/[section]/route";

useDatabase();
process.env.RATE_LIMITS = "off";

const ask = asker([[/^\/countries\/(?<slug>[^/]+)\/edit\/(?<section>[^/]+)$/, editSection as Route]]);

let ana: Actor;
beforeEach(async () => {
  ana = await makeActor("trusted");
  await makeProfile({ slug: "senegal", iso2: "SN" });
});

/** Returns what an editor's page says of its section, and the headings that its text can start from. */
async function guideOf(path: string) {
  const { status, body } = await ask(path, { as: ana });
  const [written = ""] = attributes(body, "data-editor");
  const data = JSON.parse(written.replaceAll("&quot;", '"').replace(/&[#\w]+;/g, " ")) as EditorData;
  return { status, hasGuide: body.includes('id="guide"'), template: data.template };
}

it("is shown for every empty section, with headings to start from where it is a text", async () => {
  for (const key of SECTION_KEYS) {
    const { family } = SECTIONS.find((section) => section.key === key) ?? {};
    const found = await guideOf(`/countries/senegal/edit/${key}`);
    expect(found, key).toMatchObject({ status: 200, hasGuide: true });
    expect(found.template, key).toHaveLength(family === "prose" ? 3 : 0);
  }
});

it("is not shown for a section with a text, and headings are in the language of the text", async () => {
  await save(ana, { section: "policies", content: prose({ aaaaaa: "One." }) });
  expect(await guideOf("/countries/senegal/edit/policies")).toMatchObject({ hasGuide: false, template: [] });
  const at = "countries/senegal/edit/safeguards";
  const inFrench = ["Autorisation judiciaire", "Proportionnalité et contrôle", "Notification et recours"];
  for (const path of [`/${at}?lang=fr`, `/fr/${at}?lang=fr`])
    expect(await guideOf(path), path).toMatchObject({ hasGuide: true, template: inFrench });
  expect(await guideOf(`/${at}?lang=pt`)).toMatchObject({ hasGuide: true, template: [] });
});
