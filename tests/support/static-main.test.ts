import { expect, test } from "vitest";
import { readMain } from "./static-main";

const PAGE = `<!doctype html><html lang="fr"><body class="site"><nav><h1>Not here</h1></nav>
  <main id="main" lang="fr"><h1 class="title" dir="auto">A <i>page</i></h1>
  <p>Seen<br>text</p><p hidden>Hidden</p><template><p>Later</p></template><script>let a = "<p>";</script>
  <details><summary>Unfold</summary><p>Folded <b>away</b></p></details>
  <details open><summary>Open</summary><p>Unfolded</p></details></main></body></html>`;

test("the main element of a page is read as it is shown without scripts", () => {
  const { text, headings, path } = readMain(PAGE);
  expect(text).toBe("A page Seentext Unfold OpenUnfolded");
  expect(headings).toEqual(["A page"]);
  expect(path).toEqual(["html", "body class=site", "main id=main", "h1 class=title"]);
});

test("a page without a main heading has none", () => {
  expect(readMain("<main><p>Text</p></main>")).toEqual({ text: "Text", headings: [], path: [] });
});
