import { expect, it } from "vitest";
import { useDatabase } from "@/tests/support/database";
import { asker, type Route } from "@/tests/support/pages";
import * as file from "./[file]/route";
import * as page from "./route";

useDatabase();

const ask = asker([
  [/^\/cooperation\/request$/, page as Route],
  [/^\/cooperation\/request\/(?<file>[^/]+)$/, file as Route],
]);

it("offers blank forms that can be downloaded, and says which phrases were not reviewed", async () => {
  const { status, body } = await ask("/cooperation/request");
  expect(status).toBe(200);
  const files = [...body.matchAll(/href="(\/cooperation\/request\/[^"]+)"/g)].map(([, href]) => href ?? "");
  expect(files).toHaveLength(13 * 5);
  expect(new Set(files).size).toBe(files.length);
  expect(body).toContain("French: not reviewed");
  for (const href of ["receipt.docx", "order-7-en-ar.docx"].map((name) => `/cooperation/request/${name}`)) {
    expect(files).toContain(href);
    const { status: found, body: bytes } = await ask(href);
    expect(found).toBe(200);
    // The beginning of a ZIP archive.
    expect(bytes.slice(0, 2)).toBe("PK");
  }
});

it("answers 404 for a form that does not exist", async () => {
  expect((await ask("/cooperation/request/preservation-en-de.docx")).status).toBe(404);
  expect((await ask("/cooperation/request/other.txt")).status).toBe(404);
});
