import { beginDraft, type DraftEvent, type DraftMachine, type Effect, isUnsynced, step } from "./machine";
import { refusalOf } from "./refusal";

/** What is written now, with the sources that were made for it and the summary beside it. */
export interface Reading {
  content: unknown;
  newSources?: readonly unknown[] | undefined;
  summary: string;
}

export interface DraftToSend extends Reading {
  base: number | null;
  sequence: number;
  force: boolean;
}

export interface DraftCopy extends Reading {
  baseNumber: number | null;
  sequence: number;
  at: string;
}

/** The world around a draft, so that tests bring their own. */
export interface DraftWorld {
  /** Null while there is no editor to read from: nothing is sent or copied then. */
  read: () => Reading | null;
  send: (draft: DraftToSend) => Promise<{ sequence: number; updatedAt: string }>;
  writeCopy: (key: string, copy: DraftCopy) => void;
  dropCopy: (key: string) => void;
  now: () => number;
  random: () => number;
  /** Answers what stops it. */
  startTimer: (run: () => void, ms: number) => () => void;
  onChange: (machine: DraftMachine) => void;
}

/** So long a save waits for a draft on its way. */
const PATIENCE_MS = 10_000;

/**
 * Keeps a draft: on this device within a second of a change, on the server two seconds after the last keystroke and at
 * least every fifteen while typing goes on. Carries out what the machine says.
 */
export class DraftKeeper {
  #machine: DraftMachine;
  readonly #timers = new Map<"send" | "copy", () => void>();
  #onItsWay: Promise<void> | null = null;

  constructor(
    private readonly world: DraftWorld,
    given: { sequence: number; base: number | null; copy: string },
  ) {
    this.#machine = beginDraft(given);
  }

  get machine(): DraftMachine {
    return this.#machine;
  }

  get isUnsynced(): boolean {
    return isUnsynced(this.#machine);
  }

  dispatch(event: DraftEvent): void {
    const [next, effects] = step(this.#machine, event);
    this.#machine = next;
    for (const effect of effects) this.#carryOut(effect);
    this.world.onChange(this.#machine);
  }

  changed(): void {
    this.dispatch({ type: "changed", at: this.world.now() });
  }

  /** Waits for a draft on its way, but not for ever, and sends none until `resume`. */
  async hold(): Promise<void> {
    this.dispatch({ type: "hold" });
    await this.#settled();
  }

  /** Waits until the server holds all that was written, or has refused it. */
  async flush(): Promise<void> {
    await this.#settled();
    this.dispatch({ type: "due" });
    await this.#settled();
  }

  stop(): void {
    for (const stopTimer of this.#timers.values()) stopTimer();
    this.#timers.clear();
  }

  async #settled(): Promise<void> {
    if (!this.#onItsWay) return;
    let stopTimer: () => void = () => undefined;
    const patience = new Promise<void>((done) => {
      stopTimer = this.world.startTimer(done, PATIENCE_MS);
    });
    await Promise.race([this.#onItsWay, patience]);
    stopTimer();
  }

  #carryOut(effect: Effect): void {
    if (effect.do === "timer") this.#setTimer(effect.name, effect.ms);
    else if (effect.do === "copy") this.#copy();
    else if (effect.do === "drop") for (const key of effect.copies) this.world.dropCopy(key);
    else this.#onItsWay = this.#send(effect);
  }

  #setTimer(name: "send" | "copy", ms: number | null): void {
    this.#timers.get(name)?.();
    this.#timers.delete(name);
    if (ms === null) return;
    const fire = () => {
      this.#timers.delete(name);
      this.dispatch({ type: name === "send" ? "due" : "copy-due" });
    };
    this.#timers.set(name, this.world.startTimer(fire, ms));
  }

  #copy(): void {
    const reading = this.world.read();
    if (!reading) return;
    const { base, sequence, copies } = this.#machine;
    const at = new Date(this.world.now()).toISOString();
    this.world.writeCopy(copies[0], { ...reading, baseNumber: base, sequence, at });
  }

  async #send({ base, sequence, force }: Omit<DraftToSend, keyof Reading>): Promise<void> {
    // The text as it is now: what is typed while it is on its way belongs to the next.
    const reading = this.world.read();
    let event: DraftEvent;
    try {
      if (!reading) throw new Error("there is no editor to read from");
      const sent = await this.world.send({ base, sequence, force, ...reading });
      event = { type: "sent", ...sent, at: this.world.now() };
    } catch (error) {
      const [at, random] = [this.world.now(), this.world.random()];
      event = { type: "refused", refusal: refusalOf(error), at, random };
    }
    this.#onItsWay = null;
    this.dispatch(event);
  }
}
