import { describe, expect, it } from "vitest";
import { read, sourceFiles } from "./syntax";

const tests = sourceFiles("app", "components", "db", "lib", "scripts", "tests").filter((file) =>
  /\.test\.tsx?$/.test(file),
);
/** Assembled from parts, so that this file does not match. */
const REPLACES = new RegExp(["vi\\.", "(?:mock|doMock|resetModules)\\("].join(""));

describe("test files share the modules that they load", () => {
  it("unless they replace some, which their name says", () => {
    expect(tests.length).toBeGreaterThan(100);
    const replacing = tests.filter((file) => REPLACES.test(read(file)));
    expect(replacing.length).toBeGreaterThan(0);
    expect(replacing.filter((file) => !file.includes(".alone.db.test."))).toEqual([]);
  });
});
