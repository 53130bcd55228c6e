import { expect, it } from "vitest";
import { loadCountries } from "@/db/seed/countries";
import { languageName } from "./language-names";
import { LOCALES } from "./locales";

it("each official language of a country has a name in each language of the interface", () => {
  const tags = new Set(loadCountries().flatMap(({ languages }) => languages));
  const nameless = [...tags].flatMap((tag) =>
    LOCALES.filter((locale) => languageName(tag, locale) === tag).map((locale) => `${tag} in ${locale}`),
  );
  // The French name of Lao is "lao", the same as its tag.
  expect(nameless).toEqual(["lao in fr"]);
});

it("a tag without a name is shown as it is", () => {
  expect(languageName("qaa", "en")).toBe("qaa");
});
