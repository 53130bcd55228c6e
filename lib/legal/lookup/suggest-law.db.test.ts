import { expect, it } from "vitest";
import { useDatabase } from "@/tests/support/database";
import { entry, put } from "@/tests/support/search";
import { suggestWithLaw } from "../index";

useDatabase();

const country = (title: string, slug: string, iso2: string) =>
  entry(title, "", { kind: "profile", path: `/countries/${slug}`, countries: [iso2] });

const ask = async (q: string, given: object = {}) => {
  const found = await suggestWithLaw(null, { q, lang: "en", ...given });
  return found.map(({ label, href }) => [label, href]);
};

it("suggests a country's row on an article first, though nothing is recorded, then the country", async () => {
  await put([country("Ghana", "ghana", "GH")]);
  const expected = [
    ["Ghana: Illegal access", "/countries/ghana/legal#a-185-2"],
    ["Ghana", "/countries/ghana"],
  ];
  expect(await ask("illegal access gh")).toEqual(expected);
  expect(await ask("article 2 ghna")).toEqual(expected);
  expect(await ask("ghana illegal access")).toEqual(expected);
  expect(await ask("illegal access gh", { kind: "profile" })).toEqual([["Ghana", "/countries/ghana"]]);
});

it("suggests the same row of several countries, and several rows of one", async () => {
  await put([country("Senegal", "senegal", "SN"), country("Serbia", "serbia", "RS")]);
  expect((await ask("illegal access se")).map(([label]) => label)).toEqual([
    "Senegal: Illegal access",
    "Serbia: Illegal access",
    "Senegal",
    "Serbia",
  ]);
  const rows = (await ask("preservation senegal")).filter(([, href]) => href?.includes("/legal#"));
  expect(rows.length).toBe(3);
});

it("keeps the countries if there are too many suggestions", async () => {
  const laws = Array.from({ length: 12 }, (_, n) => entry(`Illegal access Ghana ${n}`, ""));
  await put([country("Ghana", "ghana", "GH"), ...laws]);
  const found = await ask("illegal access gh");
  expect(found).toHaveLength(8);
  expect(found.at(0)?.[0]).toBe("Ghana: Illegal access");
  expect(found.at(-1)?.[0]).toBe("Ghana");
});
