import { describe, expect, it } from "vitest";
import { keyClashes, sourceFiles } from "./syntax";

/*
 * React identifies siblings by their keys. If two have the same key, it mounts a second instance beside the
 * first and never removes it, which once lost what members typed. A key that a component computes from a
 * counter can equal a sibling's, so such keys have a prefix.
 */
/** Returns a template literal as source text. */
const prefixed = (prefix: string, name: string) => `\`${prefix}-$\{${name}}\``;

describe("keys of React elements", () => {
  it("are never shared by two siblings", () => {
    const files = sourceFiles("app", "components", "lib").filter((file) => file.endsWith(".tsx"));
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap((file) => keyClashes(file))).toEqual([]);
  });

  it("that are computed and can be equal are found", () => {
    const clash =
      "<div>{a ? <Text key={n} /> : <Records key={n} />}{shown ? <Preview key={m} /> : null}</div>";
    expect(keyClashes("a.tsx", `const x = ${clash};`)).toHaveLength(1);
    const apart = clash
      .replace("key={m}", `key={${prefixed("preview", "m")}}`)
      .replaceAll("key={n}", `key={${prefixed("text", "n")}}`);
    expect(keyClashes("a.tsx", `const x = ${apart};`)).toEqual([]);
    expect(keyClashes("a.tsx", 'const x = <><a key="one" /><b key="one" /></>;')).toHaveLength(1);
  });
});
