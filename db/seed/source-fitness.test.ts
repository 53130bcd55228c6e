import { describe, expect, it } from "vitest";
import { isUnfitSource } from "@/lib/citation/fitness";
import { loadSources } from "./sources";

/** Working notes of those who compiled the data, which mean nothing to readers. */
const WORKING_NOTE =
  /\bseen\b|\bas read\b|the address says|\bimplies\b|\bomits\b|no date on the page|so far\b.*\d/i;

const all = [...loadSources().values()].map(({ record }) => record);
const titleOf = ({ title }: (typeof all)[number]) => (typeof title === "string" ? title : String(title));
/**
 * Returns the first part of a publisher's name: "Council of Europe, Treaty Office", "Ukraine (copy at
 * ts.lica.com.ua)".
 */
const firstName = (publisher: string) => publisher.split(/,| \(/)[0] ?? "";

describe("the sources of the starting data", () => {
  it("are at places that a prosecutor can cite", () => {
    expect(all.flatMap(({ id, url }) => (url && isUnfitSource(url) ? [id] : []))).toEqual([]);
    expect(
      all.filter(({ publisher }) => publisher !== null && isUnfitSource(`https://${String(publisher)}/`)),
    ).toEqual([]);
  });

  it("do not repeat the publisher at the end of the title", () => {
    const repeats = all.filter((one) => {
      const name = firstName(String(one.publisher ?? ""));
      const tail = /\(([^()]+)\)$/.exec(titleOf(one))?.[1] ?? "";
      return name.length > 3 && tail.toLowerCase().includes(name.toLowerCase());
    });
    expect(repeats.map(({ id }) => id)).toEqual([]);
  });

  it("have titles and notes for readers, without remarks of their compilers", () => {
    expect(all.filter((one) => WORKING_NOTE.test(titleOf(one))).map(({ id }) => id)).toEqual([]);
    expect(all.filter(({ note }) => note !== null).map(({ id }) => id)).toEqual([]);
  });

  it("give the day of reading where the page printed it", () => {
    const dated = all.filter(({ accessed }) => accessed !== null);
    expect(dated.length).toBeGreaterThanOrEqual(9);
    expect(dated.map(({ id }) => id)).toContain("coe-fra-decl");
  });
});
