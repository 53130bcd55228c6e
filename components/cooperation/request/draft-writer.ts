import type { Draft } from "@/lib/cooperation/request/draft";
import { type SealKey, seal } from "@/lib/cooperation/request/seal";
import { eraseStored, type Outcome, readStored, type Stored, writeStored } from "./store";

/** Milliseconds from a change to its being stored. */
const PAUSE = 400;

/** What became of a save. `isSealed`: of a draft that another tab stored. */
export interface Saved {
  outcome: Outcome;
  at: number;
  isSealed: boolean;
}

/**
 * The writer of one tab. Saves happen one after another, each with the key of the moment in which it happens: once
 * there is a key, no open text can follow the sealed one.
 */
export class DraftWriter {
  private key: SealKey | null = null;
  /** Of the stored draft that the next save may replace. */
  private version: string | null = null;
  private waiting: Draft | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private unfinished = 0;
  private last: Promise<unknown> = Promise.resolve();

  /** `tell` hears how each save ended. */
  constructor(private readonly tell: (saved: Saved) => void) {}

  /** Stores what waits, at once. */
  readonly flush = (): void => {
    const now = this.waiting;
    this.forget();
    if (now) void this.inTurn(() => this.write(now));
  };

  /** Whether something is not stored yet. */
  isBusy(): boolean {
    return this.waiting !== null || this.unfinished > 0;
  }

  /** Stores a draft in a moment; null: forgets the one that waits. */
  later(draft: Draft | null): void {
    this.forget();
    this.waiting = draft;
    if (draft) this.timer = setTimeout(this.flush, PAUSE);
  }

  /** Reads the stored draft, which the next save may replace. Forgets what waits, and the key. */
  read(): Promise<Stored | null> {
    this.forget();
    return this.inTurn(async () => {
      this.key = null;
      return this.learn();
    });
  }

  /** Seals all further saves with the key that opened the stored draft. */
  use(opened: SealKey): void {
    this.key = opened;
  }

  /** Seals the draft and all further saves. Returns false if that could not be stored; then nothing is sealed. */
  sealWith(made: SealKey, draft: () => Draft): Promise<boolean> {
    return this.inTurn(async () => {
      this.forget();
      this.key = made;
      if ((await this.write(draft())) === "stored") return true;
      this.key = null;
      return false;
    });
  }

  /** Replaces what another tab stored, except a sealed draft by an open one. */
  takeOver(draft: Draft): Promise<void> {
    this.forget();
    return this.inTurn(async () => {
      const known = this.version;
      const stored = await this.learn();
      if (stored && "sealed" in stored && !this.key) this.version = known;
      await this.write(draft);
    });
  }

  /** Erases the draft. Returns false if the browser did not let it. */
  erase(): Promise<boolean> {
    this.forget();
    return this.inTurn(async () => {
      this.key = null;
      this.version = null;
      return eraseStored();
    });
  }

  private forget(): void {
    clearTimeout(this.timer);
    this.waiting = null;
  }

  private inTurn<T>(act: () => Promise<T>): Promise<T> {
    this.unfinished += 1;
    const done = this.last.then(act).finally(() => {
      this.unfinished -= 1;
    });
    this.last = done.catch(() => undefined);
    return done;
  }

  private async learn(): Promise<Stored | null> {
    const stored = await readStored();
    // Drafts of the first days have no version.
    this.version = stored?.version ?? null;
    return stored;
  }

  private async write(draft: Draft): Promise<Outcome> {
    const text = JSON.stringify(draft);
    const at = Date.now();
    const version = crypto.getRandomValues(new Uint32Array(4)).join("-");
    const content = this.key ? { sealed: await seal(this.key, text) } : { text };
    const outcome = await writeStored({ savedAt: at, version, ...content }, this.version);
    if (outcome === "stored") this.version = version;
    const other = outcome === "elsewhere" ? await readStored() : null;
    this.tell({ outcome, at, isSealed: other !== null && "sealed" in other });
    return outcome;
  }
}
