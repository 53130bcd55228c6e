import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { setEnvironment } from "@/tests/support/accounts";
import { withWorkFolder } from "./work-folder";

process.env.DATABASE_URL ??= "postgres://placeholder";
const folder = mkdtempSync(join(tmpdir(), "octopus-work-"));
beforeAll(() => setEnvironment({ DATA_DIR: folder }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("reports a full disk as storage unavailable and leaves nothing behind", async () => {
  const full = withWorkFolder(async (at) => {
    await writeFile(join(at, "piece"), "begun");
    await writeFile("/dev/full", "more than there is room for");
  });
  await expect(full).rejects.toMatchObject({ code: "unavailable", reason: "storage" });
  expect(readdirSync(join(folder, "tmp"))).toEqual([]);
});
