import { expect, it } from "vitest";
import { parsePage } from "./parse-page";

it("a page with thousands of elements inside each other is read to where they begin", () => {
  const head = "<html lang=fr><head><title>Loi n° 8</title></head><body>";
  const deep = parsePage(`${head}${"<b>".repeat(85_000)}${"</i>".repeat(64_000)}<meta name=late content=1>`);
  expect([deep.lang, deep.title, deep.metas.has("late")]).toEqual(["fr", "Loi n° 8", false]);
  // As deep as a page can reasonably be, or as long, it is read whole.
  const long = `${"<div>".repeat(200)}${"</div>".repeat(200)}${"<p>Texte".repeat(5_000)}`;
  expect(parsePage(`${head}${long}<meta name=late content=1>`).metas.get("late")).toBe("1");
});
