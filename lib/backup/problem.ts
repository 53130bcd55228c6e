/** Why a backup cannot be made, read or restored: one line for the operator, with what to do about it. */
export class BackupProblem extends Error {
  override readonly name = "BackupProblem";
}

/** The line for an archive of which something is missing or changed. */
export function broken(what: string): BackupProblem {
  return new BackupProblem(`The backup is damaged: ${what}. Use another one; nothing was restored.`);
}

/** The line for a passphrase that does not open an archive. */
export function wrongPassphrase(): BackupProblem {
  return new BackupProblem(
    "OCTOPUS_BACKUP_PASSPHRASE is not the passphrase that this backup was made with. Nothing was restored.",
  );
}
