import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isDomainError } from "@/lib/core/errors";
import { ImportedProfile, type ImportOutcome, importProfile } from "@/lib/profiles";
import { OPERATOR, transact } from "@/lib/transact";
import { CommandError, command, say, userPath } from "./command";

/** Larger than any profile; such a file is not one. */
const LIMIT = 32 * 1024 * 1024;

export const importProfiles = command({
  name: "import",
  about:
    "Reads profiles as `export` writes them and adds the sections that nobody has written here yet. Written sections are never changed, so it is safe to repeat.",
  operands: ["DIR"],
  options: { "dry-run": { about: "says what would be added, and adds nothing" } },
  input: z.object({ dir: z.string().min(1), dryRun: z.boolean().default(false) }),
  database: true,
  async run({ dir, dryRun }) {
    const folder = join(userPath(dir), "profiles");
    const files = await listFiles(folder);
    const total = { added: 0, same: 0, kept: 0, refused: 0 };
    for (const file of files) {
      for (const outcome of await importFile(join(folder, file), dryRun)) {
        total[outcome.is] += 1;
        if (outcome.is === "same") continue;
        const why = outcome.reason ? `: ${outcome.reason}` : "";
        const what = [file.slice(0, -5), outcome.section].filter(Boolean).join("/");
        say(`  ${what}  ${outcome.is}${why}`);
      }
    }
    const added = dryRun ? "would be added" : "added";
    say(
      `${files.length} profiles read; sections: ${total.added} ${added}, ${total.same} the same, ${total.kept} differ and were kept, ${total.refused} refused`,
    );
    return total.refused === 0 ? 0 : 1;
  },
});

async function listFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`${folder} cannot be read (${error.code}). Name a folder that \`export\` wrote.`);
  });
  const files = names.filter((name) => name.endsWith(".json")).sort();
  if (files.length === 0)
    throw new CommandError(`${folder} holds no profiles. Name a folder that \`export\` wrote.`);
  return files;
}

/** Rolls a transaction back while keeping its result. */
class Rehearsed extends Error {
  constructor(readonly outcomes: ImportOutcome[]) {
    super("a dry run");
  }
}

/** Imports one profile in a transaction; a dry run rolls it back. */
async function importFile(path: string, isDry: boolean): Promise<ImportOutcome[]> {
  const refused = (reason: string): ImportOutcome[] => [{ section: "", is: "refused", reason }];
  const read = await readProfile(path);
  if (!read.success) return refused(read.reason);
  try {
    return await transact(
      OPERATOR,
      async (ctx) => {
        const outcomes = await importProfile(ctx, read.profile);
        if (isDry) throw new Rehearsed(outcomes);
        return outcomes;
      },
      { evenReadOnly: isDry },
    );
  } catch (error) {
    if (error instanceof Rehearsed) return error.outcomes;
    if (isDomainError(error) && error.code === "not_found") return refused("this site has no such profile");
    throw error;
  }
}

async function readProfile(
  path: string,
): Promise<{ success: true; profile: ImportedProfile } | { success: false; reason: string }> {
  const text = await readFile(path, "utf8");
  if (text.length > LIMIT) return { success: false, reason: "too large for a profile" };
  try {
    const parsed = ImportedProfile.safeParse(JSON.parse(text));
    if (parsed.success) return { success: true, profile: parsed.data };
    const issue = parsed.error.issues[0];
    return { success: false, reason: `${issue?.path.join(".")}: ${issue?.message}` };
  } catch {
    return { success: false, reason: "no JSON" };
  }
}
