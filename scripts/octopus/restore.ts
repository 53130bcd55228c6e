import { z } from "zod";
import { erasureListPath, filesFolder, readErasureList, restoreBackup } from "@/lib/backup";
import { env } from "@/lib/env";
import { findReadOnlyMode } from "@/lib/operation";
import { OPERATOR } from "@/lib/transact";
import { CommandError, command, say, userPath } from "./command";

export const restore = command({
  name: "restore",
  about:
    "Restores a backup into an empty database, completely or not at all. Members erased since are erased again, and all members have to sign in again.",
  operands: ["FILE"],
  options: {
    erasures: {
      value: "FILE",
      about: "a list of erasures (erasures.log) from another machine, in addition to the one under DATA_DIR",
    },
  },
  input: z.object({ file: z.string().min(1), erasures: z.string().min(1).optional() }),
  database: true,
  isForAnySchema: true,
  async run({ file, erasures }) {
    const known = await listErasures(erasures);
    const { DATABASE_URL: url, OCTOPUS_BACKUP_PASSPHRASE: passphrase } = env();
    const restored = await restoreBackup({
      path: userPath(file),
      url,
      passphrase,
      files: filesFolder() ?? null,
      erasures: known ?? [],
      by: OPERATOR,
      onTable: (name, rows) => say(`  ${name.padEnd(24)} ${rows} rows`),
    });
    const { manifest, rows, erasedAgain, isSameSecret } = restored;
    say(`restored as of ${manifest.madeAt}: ${rows} rows, ${manifest.files.count} files`);
    if (known) say(`${erasedAgain} erased again`);
    else
      say(`No list of erasures in ${erasureListPath()}: members erased after the backup are not known here.`);
    if (!isSameSecret)
      say(
        "AUTH_SECRET differs from that of the site that was backed up: second factors require the original.",
      );
    if (!manifest.files.isIncluded) say("The backup contains no files: they were at STORAGE_URL.");
    if ((await findReadOnlyMode()).isOn)
      say("The site is in read-only mode, as it was before. Switch it off at /admin.");
  },
});

/** Combines this machine's list and the given one; null if there is none. */
async function listErasures(file: string | undefined) {
  const own = await readErasureList(erasureListPath());
  if (file === undefined) return own;
  const other = await readErasureList(userPath(file));
  if (!other) throw new CommandError(`There is no file ${userPath(file)}.`);
  return [...(own ?? []), ...other];
}
