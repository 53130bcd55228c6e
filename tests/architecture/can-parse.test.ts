import { expect, it } from "vitest";
import { safeHref } from "@/lib/text/href";
import { read, sourceFiles } from "./syntax";

it("addresses are parsed by lib/core/url.ts, never with URL.canParse", () => {
  const files = sourceFiles("app", "components", "db", "enhance", "lib", "scripts");
  expect(files.length).toBeGreaterThan(1000);
  expect(files.filter((file) => /\bcanParse\s*\(/.test(read(file)))).toEqual([]);
});

it("an address with letters beyond ASCII is still valid after 20,000 others", () => {
  for (let n = 0; n < 20_000; n += 1) safeHref("https://example.org/");
  const refused = Array.from({ length: 20_000 }, () => safeHref("http://bücher.example/")).filter(
    (href) => href !== "http://xn--bcher-kva.example/",
  );
  expect(refused).toEqual([]);
});
