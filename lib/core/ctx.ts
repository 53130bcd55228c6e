import type { Tx } from "@/db/client";
import type { Actor } from "./actor";
import type { FactName, Recorded } from "./audit";
import type { Action, SubjectIn } from "./policy";

/** Where a command comes from; kept with each audit entry. */
export interface Origin {
  via: "web" | "api" | "cli" | "job";
  ip: string | null;
  device: string | null;
}

/** What a command is given. Only `transact` makes one. */
export interface Ctx {
  tx: Tx;
  actor: Actor | null;
  now: Date;
  origin: Origin;
  /** Throws `forbidden` (or `unauthenticated` for a visitor) unless the policy allows it. */
  authorize<A extends Action>(action: A, ...subject: SubjectIn<A>): void;
  /** Writes the audit entry and whatever follows from the fact, in this transaction. */
  record<F extends FactName>(fact: F, ...recorded: Recorded<F>): Promise<void>;
  /** Says why a command rightly records nothing. */
  skipAudit(why: string): void;
  /** Says why a command needs no policy: it acts for the system itself (a job, the operator). */
  asSystem(why: string): void;
}
