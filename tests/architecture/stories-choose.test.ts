import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/*
 * A script replaces a long list with a search field as soon as it has loaded. A story that selects in the list
 * itself passes or waits for ever, as the script is late or early. `chooseValue` works in both cases.
 */
const DIRECT = /locator\(\s*['"`]select\[name[^)]*\)\s*\.selectOption\((?![^)]*force)/g;

it("stories select in lists by name only with chooseValue", () => {
  const files = readdirSync("e2e").filter((file) => file.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(50);
  const found = files.flatMap((file) =>
    [...readFileSync(`e2e/${file}`, "utf8").matchAll(DIRECT)].map(([call]) => `${file}: ${call}`),
  );
  expect(found).toEqual([]);
  expect(`page.locator('select[name="country"]').selectOption("SN")`.match(DIRECT)).toHaveLength(1);
});
