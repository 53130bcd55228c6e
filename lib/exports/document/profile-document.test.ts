import { describe, expect, it } from "vitest";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { foundDataOf } from "@/tests/support/profile-page";
import { type ExportForm, ProfileData } from "../model";
import type { ExportDocument, Part, Run } from "./model";
import { profileDocument } from "./profile-document";

// The addresses of documents are read from the environment, which asks for a database too; nothing connects to it.
process.env.DATABASE_URL = "postgres://localhost/unused";

const SLUGS = ["romania", "germany", "senegal", "france", "morocco", "tuvalu"] as const;

async function drawn(slug: string, locale: Locale, form: ExportForm = "brief", room = 0) {
  const found = await foundDataOf(slug, locale);
  const data = ProfileData.parse(JSON.parse(found.json));
  return profileDocument(data, { form, locale, contentHash: found.contentHash, room });
}

/** Each line of a part. */
function linesOf(part: Part): readonly (readonly Run[])[] {
  if (part.is === "facts") return part.pairs.flatMap(({ term, lines }) => [[{ text: term }], ...lines]);
  if (part.is === "table") return part.rows.flatMap((row) => row.flatMap(({ lines }) => lines));
  return [part.runs];
}
const runsOf = ({ parts }: ExportDocument) => parts.flatMap(linesOf).flat();
const textOf = (document: ExportDocument) =>
  document.parts
    .flatMap(linesOf)
    .map((runs) => runs.map(({ text }) => text).join(""))
    .join("\n");
const marksOf = (runs: readonly Run[]) => runs.flatMap(({ cites }) => cites?.number ?? []);

describe.each(SLUGS)("the one page of %s", (slug) => {
  it.each(LOCALES)(
    "numbers its sources in the order of its text in %s, each with its note",
    async (locale) => {
      for (const room of [0, 9, 15]) {
        const document = await drawn(slug, locale, "brief", room);
        const first = [...new Set(marksOf(runsOf(document)))];
        expect(first).toEqual(first.map((_, n) => n + 1));
        expect([...document.sources.keys()].sort((a, b) => a - b)).toEqual(first);
        for (const run of runsOf(document))
          if (run.cites?.number) expect(run.text).toMatch(new RegExp(`^\\[${run.cites.number}[\\],،]`));
      }
    },
  );

  it.each(LOCALES)("says above each text in another language that it is, in %s", async (locale) => {
    const { parts } = await drawn(slug, locale);
    const t = translator(locale);
    for (const [n, part] of parts.entries()) {
      if (part.is !== "paragraph" || part.look !== "small") continue;
      const isOther = part.runs.some(({ lang }) => lang === "en") && locale !== "en";
      const above = parts[n - 1];
      const said = above?.is === "heading" ? above.runs.map(({ text }) => text).join("") : "";
      const language = { en: "English", fr: "français", ar: "العربية" }[locale];
      const shown = { en: "English", fr: "anglais", ar: "الإنجليزية" }[locale];
      expect(said.includes(t("translations.missing", { language, shown }))).toBe(isOther);
    }
  });
});

describe("a profile as a document", () => {
  it.each(LOCALES)("begins with a lead from its records if there is no summary, in %s", async (locale) => {
    for (const form of ["brief", "full"] as const) {
      const text = textOf(await drawn("morocco", locale, form));
      expect(text).toContain(translator(locale)("profiles.lead.generated"));
      expect(text).toContain(
        { en: "in force here since", fr: "en vigueur ici depuis", ar: "نافذة هنا منذ" }[locale],
      );
    }
  });

  it("gives the lead to readers of another language than that of the summary alone", async () => {
    const generated = (locale: Locale) => translator(locale)("profiles.lead.generated");
    expect(textOf(await drawn("germany", "en"))).not.toContain(generated("en"));
    expect(textOf(await drawn("germany", "fr"))).toContain(generated("fr"));
  });

  it("names a law by its original title first where its reader reads that language", async () => {
    expect(textOf(await drawn("france", "fr"))).toContain("Code pénal (Criminal Code)");
    expect(textOf(await drawn("france", "en"))).toContain("Criminal Code (Code pénal)");
    expect(textOf(await drawn("france", "ar"))).toContain("Criminal Code (Code pénal)");
    const titles = (await drawn("france", "fr", "full")).parts.flatMap((part) =>
      part.is === "heading" ? [part.runs[0]?.text] : [],
    );
    expect(titles).toContain("Code pénal");
    expect(titles).not.toContain("Criminal Code");
  });

  it("names on the one page the sections for which it has no room", async () => {
    const least = textOf(await drawn("romania", "en", "brief", 15));
    expect(least).toMatch(/In the full profile\n.*Substantive law/);
    expect(textOf(await drawn("romania", "en"))).not.toContain("In the full profile");
  });

  it("lists the unwritten sections of a profile, without a heading for each", async () => {
    const { parts } = await drawn("tuvalu", "en", "full");
    expect(parts.filter((part) => part.is === "heading")).toHaveLength(2);
    expect(textOf(await drawn("tuvalu", "en", "full"))).toMatch(/Not yet written\n.*8 Statistics/);
  });
});
