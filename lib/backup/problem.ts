/** Why a backup cannot be made, read or restored: one line for the operator, with what to do. */
export class BackupProblem extends Error {
  override readonly name = "BackupProblem";
}

/** The backup itself is damaged: no other time, place or passphrase would help. */
export class BrokenBackup extends BackupProblem {}

/** The backup is not on this machine. */
export class MissingBackup extends Error {
  override readonly name = "MissingBackup";
}

/** Another test restore is running. */
export class BusyDrill extends Error {
  override readonly name = "BusyDrill";
}

/** Creates the error for a damaged archive. */
export function broken(what: string): BrokenBackup {
  return new BrokenBackup(`The backup is damaged: ${what}. Use another one; nothing was restored.`);
}

/** Creates the error for a wrong passphrase. */
export function wrongPassphrase(): BackupProblem {
  return new BackupProblem(
    "OCTOPUS_BACKUP_PASSPHRASE is not the passphrase that this backup was made with. Nothing was restored.",
  );
}
