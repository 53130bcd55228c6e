import { describe, expect, it } from "vitest";
import { listNaming, listWithWord, namesMaterials } from "./named-kinds";

/** The files that a new kind of page adds a line to, if the file's list applies to it (docs/add-a-kind.md). */
const LISTS: Readonly<Record<string, string>> = {
  "app/[locale]/destinations/index.ts": "its pages that need an account",
  "lib/consequences/works.ts": "what follows from its facts and revisions",
  "lib/core/facts/works.ts": "its facts",
  "lib/core/policy/works.ts": "its rights",
  "lib/core/versions.ts": "its scopes",
  "lib/cleanups/kinds.ts": "what a clean-up takes back",
  "lib/cleanups/model.ts": "what a clean-up takes back",
  "lib/filtering/model.ts": "where filters apply",
  "lib/flag-kinds.ts": "what members report",
  "lib/notice-kinds.ts": "what members are notified of",
  "lib/open-lists.ts": "its list of public data",
  "lib/page-kinds.ts": "the table of kinds, and of works",
  "lib/personal-data.ts": "what it keeps about members, and for how long",
  "lib/place-kinds.ts": "what can be watched",
  "lib/queue-kinds.ts": "what waits for a decision",
  "lib/sight-kinds.ts": "what administrators ask about",
  "lib/searchables.ts": "what can be found",
  "lib/vocabulary/open-lists.ts": "the name of its list of public data",
  "lib/webhook-kinds.ts": "the public events that organisations get",
  "lib/vocabulary/search-kinds.ts": "the kinds of results",
};

/** Pages and commands about it besides its own. */
const PAGES: Readonly<Record<string, string>> = {
  "app/[locale]/route.tsx": "the front page shows the latest",
  "components/profiles/home-view.tsx": "the front page says how many there are",
  "components/shell/places.ts": "addresses and the main menu",
  "components/shell/footer.tsx": "the menu at the end of every page",
  "lib/site-settings/model.ts": "the main menu, which administrators arrange",
  "components/editor/practice-api.ts": "pages to which the practice page can link",
  "app/api/v1/openapi.json/open-data.ts": "the description of the API names every resource",
  "app/api/v1/openapi.json/open-examples.ts": "an example of every resource",
  "lib/web/files/packs.tsx": "the door at which packs of courses are sent",
  "scripts/octopus/seed.ts": "the command that adds the starting data",
};

/** Words that only happen to be spelt the same. */
const COINCIDENCES: Readonly<Record<string, string>> = {
  "lib/i18n/messages.ts": "a file of words is called so",
  "lib/members/model.ts": "a specialty of members",
  "lib/vocabulary/topics.ts": "a topic of texts",
};

describe("training materials", () => {
  it("are named outside their folders only where the lists above say why", () => {
    expect(listNaming().sort()).toEqual(Object.keys({ ...LISTS, ...PAGES, ...COINCIDENCES }).sort());
  });

  it("have their name in at most 8 files outside their folders, comments included", () => {
    const files = listWithWord();
    expect(files).toContain("lib/core/facts/works.ts");
    expect(files.length, files.join(" ")).toBeLessThanOrEqual(8);
  });

  it.each([
    ["a comparison of a kind", 'if (kind === "material") return null;'],
    ["a table", "db().select({ id: material.pageId }).from(material);"],
    ["a statement", "sql`select 1 from material m`"],
    ["an import", 'import { findPack } from "@/lib/training";'],
    ["an address", "const href = `/training/new`;"],
    ["an area", 'if (area === "training") begin();'],
    ["a scope", "const scopes = [scope.training];"],
    ["a name of a function", "await listMaterials();"],
    ["a name within another", "const isOfMaterial = true;"],
    ["a key of the words", 't("training.review.mine");'],
  ])("are detected in %s", (_, source) => {
    expect(namesMaterials("x.ts", source)).toBe(true);
  });

  it.each([
    ["a comment", "/** Posts, materials: `/training/SLUG`. */\nconst a = 1; // a material"],
    ["the file of words", 'import words from "@/messages/en/training.json";'],
    ["the help page about them", 'const sharing = "/help/training";'],
    ["another word", "const immaterial = materialise();"],
  ])("are not detected in %s", (_, source) => {
    expect(namesMaterials("x.ts", source)).toBe(false);
  });
});
