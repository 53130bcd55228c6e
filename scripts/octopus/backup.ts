import { z } from "zod";
import { backUp } from "@/lib/backup";
import { OPERATOR } from "@/lib/transact";
import { command, say, userPath } from "./command";
import { sizeOf } from "./size";

export const backup = command({
  name: "backup",
  about:
    "Writes the database, as of one moment, and the files to one backup file. Members can continue to work. Set OCTOPUS_BACKUP_PASSPHRASE to encrypt it.",
  operands: ["FILE"],
  input: z.object({ file: z.string().min(1) }),
  database: true,
  isForAnySchema: true,
  async run({ file }) {
    const path = userPath(file);
    const onTable = (name: string, rows: number) => say(`  ${name.padEnd(24)} ${rows} rows`);
    const { bytes, isEncrypted, manifest } = await backUp(OPERATOR, { path, onTable });
    const { count, isIncluded } = manifest.files;
    const files = isIncluded ? `${count} files` : "no files (they are at STORAGE_URL)";
    const state = isEncrypted ? "encrypted" : "not encrypted: store it where only you can read it";
    say(`${path}: ${manifest.tables.length} tables, ${files}, ${sizeOf(bytes)}, ${state}`);
  },
});
