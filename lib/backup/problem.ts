/** Why a backup cannot be made, read or restored: one line for the operator, with what to do. */
export class BackupProblem extends Error {
  override readonly name = "BackupProblem";
}

/** Another test restore is running. */
export class BusyDrill extends Error {
  override readonly name = "BusyDrill";
}

/** Creates the error for a damaged archive. */
export function broken(what: string): BackupProblem {
  return new BackupProblem(`The backup is damaged: ${what}. Use another one; nothing was restored.`);
}

/** Creates the error for a wrong passphrase. */
export function wrongPassphrase(): BackupProblem {
  return new BackupProblem(
    "OCTOPUS_BACKUP_PASSPHRASE is not the passphrase that this backup was made with. Nothing was restored.",
  );
}
