import { expect, it } from "vitest";
import { findEmpties } from "./empties";

it.each([
  ["a value", "<dl><div><dt>Video and sound</dt><dd></dd></div></dl>", 1],
  ["a list, and one of an item without words", "<ul></ul><ol><li> <span></span></li></ol>", 3],
  [
    "a body and a row of a table",
    "<table><tbody></tbody></table><table><tr><td></td><td> </td></tr></table>",
    4,
  ],
  ["a heading and a link", '<main><h2> </h2><a href="/x">\u200f</a></main>', 2],
  [
    "nothing that says something",
    '<dl><dt>A</dt><dd><img alt="" src="/x"></dd></dl><a href="/"><svg/></a>',
    0,
  ],
  ["a cell beside one with a text", "<table><tbody><tr><td></td><td>1</td></tr></tbody></table>", 0],
  ["what a script fills", '<ul hidden=""></ul><ul id="x" hidden></ul><ol aria-live="polite"></ol>', 0],
  ["what a member left empty", '<div class="prose"><ul><li></li></ul></div>', 0],
  ["what the site left empty in a text", '<div class="prose"><ul class="records"></ul></div>', 1],
  ["nothing in scripts and comments", "<script>'<ul></ul>'</script><!-- <ul></ul> --><p></p>", 0],
])("finds %s", (_what, html, count) => {
  expect(findEmpties(html)).toHaveLength(count);
});
