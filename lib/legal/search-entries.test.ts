import { describe, expect, it } from "vitest";
import { listArticles } from "@/lib/convention";
import { articlePath, articleReference, INSTRUMENTS } from "@/lib/convention/model";
import { formsOf } from "@/lib/search/text/identifiers";
import { conventionWords, listConventionOwners } from "./search-entries";

describe("search entries of the Convention, its Protocols and other treaties", () => {
  it("are 6 instruments and 140 articles, each once, with words in every language", () => {
    expect(new Set(listConventionOwners()).size).toBe(146);
    expect(listConventionOwners()).toHaveLength(146);
    for (const locale of ["en", "fr", "ar"] as const)
      expect(conventionWords(locale).filter((title) => /vocabulary\.|law\./.test(title))).toEqual([]);
    expect(conventionWords("fr")[0]).toBe("Convention de Budapest");
    expect(conventionWords("fr")[46]).toMatch(/^Article 35, Convention de Budapest.: Réseau 24.7$/u);
  });

  it("link to their own pages", () => {
    expect(articleReference({ instrument: "224", number: 7 })).toBe("CETS 224 Article 7");
    expect(articlePath({ instrument: "185", number: 16 })).toBe("/convention/185/16");
  });

  it("are each known by a reference that names no other, and no article by that of its treaty alone", () => {
    const forms = INSTRUMENTS.flatMap(listArticles).map((one) => formsOf(articleReference(one)));
    const own = forms.map((some) => some.filter((form) => form.startsWith("#treaty:")));
    expect(own.map((some) => some.length)).toEqual(own.map(() => 1));
    expect(new Set(own.flat()).size).toBe(forms.length);
    expect(forms.flat().filter((form) => form.startsWith("#cets:"))).toEqual([]);
    expect(formsOf("CETS 185")).toEqual(["#cets:185"]);
  });
});
