import type { Tx } from "@/db/client";
import type { Actor } from "./actor";
import type { FactName, Recorded } from "./audit";
import type { Action, SubjectIn } from "./policy";

/** Where a command comes from. Each audit entry stores `via` and `ip`. */
export interface Origin {
  via: "web" | "api" | "cli" | "job" | "mail";
  ip: string | null;
  device: string | null;
  /**
   * Whether the writer is asked by a warning before the text is sent (`asks`), or sends it after reading one (`read`).
   * Missing where nobody wrote the text just now: jobs, and commands of the operator.
   */
  warning?: "asks" | "read";
}

/** The context of a command. Only `transact` creates it. */
export interface Ctx {
  tx: Tx;
  actor: Actor | null;
  now: Date;
  origin: Origin;
  /** Throws `forbidden` (or `unauthenticated` for a visitor) unless the policy allows it. */
  authorize<A extends Action>(action: A, ...subject: SubjectIn<A>): void;
  /** Writes the audit entry and runs the fact's consequences in this transaction. */
  record<F extends FactName>(fact: F, ...recorded: Recorded<F>): Promise<void>;
  /** Writes something even if the command is refused: then in a transaction of its own, after the command's was rolled back. */
  despite(write: (tx: Tx) => Promise<void>): void;
  /** States why a command does not have to record anything. */
  skipAudit(why: string): void;
  /** States why a command skips the policy: it runs for the system itself (a job, the operator). */
  asSystem(why: string): void;
}
