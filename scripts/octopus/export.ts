import { createHash } from "node:crypto";
import { mkdir, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { env } from "@/lib/env";
import { findProfileExport } from "@/lib/profiles";
import { listProfileNames } from "@/lib/profiles/reading";
import { version } from "@/package.json";
import { CommandError, command, say, userPath } from "./command";

export const exportProfiles = command({
  name: "export",
  about:
    "Writes every profile as open data into a folder: profiles/SLUG.json with its sections, their sources and revisions, and index.json.",
  operands: ["DIR"],
  input: z.object({ dir: z.string().min(1) }),
  database: true,
  async run({ dir }) {
    const folder = userPath(dir);
    const profiles: { slug: string; revision: number; file: string; sha256: string }[] = [];
    const slugs = (await listProfileNames()).map((one) => one.slug).sort();
    try {
      await makeFolder(join(folder, "profiles"));
      for (const slug of slugs) {
        const profile = await findProfileExport(slug);
        if (!profile) continue;
        const text = `${JSON.stringify(profile, null, 2)}\n`;
        const file = `profiles/${slug}.json`;
        await writeWhole(join(folder, file), text);
        const sha256 = createHash("sha256").update(text).digest("hex");
        profiles.push({ slug, revision: profile.revision, file, sha256 });
      }
      const about = { product: version, site: env().APP_URL, exportedAt: new Date().toISOString() };
      const index = { format: "octopus-export/1", ...about, profiles };
      await writeWhole(join(folder, "index.json"), `${JSON.stringify(index, null, 2)}\n`);
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      if (!/^(?:EACCES|EEXIST|ENOENT|ENOTDIR|EROFS|EPERM)$/.test(code)) throw error;
      throw new CommandError(`${folder} cannot be written (${code}). Name another folder.`);
    }
    say(`${profiles.length} profiles in ${folder}`);
  },
});

/**
 * Creates a folder and its parents one by one: Node's recursive option never ends where none can be created
 * (/proc).
 */
async function makeFolder(path: string): Promise<void> {
  const isThere = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isThere) return;
  if (dirname(path) !== path) await makeFolder(dirname(path));
  await mkdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
}

async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.partial`, text);
  await rename(`${path}.partial`, path);
}
