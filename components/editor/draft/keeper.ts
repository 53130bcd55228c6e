import { beginDraft, type DraftEvent, type DraftMachine, type Effect, isUnsynced, step } from "./machine";
import { refusalOf } from "./refusal";

/** The current text, with the sources created for it and its summary. */
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

/** The environment of a draft, which tests replace. */
export interface DraftWorld {
  /** Returns null while there is no editor to read: nothing is sent or copied then. */
  read: () => Reading | null;
  send: (draft: DraftToSend) => Promise<{ sequence: number; updatedAt: string }>;
  writeCopy: (key: string, copy: DraftCopy) => void;
  dropCopy: (key: string) => void;
  now: () => number;
  random: () => number;
  /** Starts a timer. Returns a function that stops it. */
  startTimer: (run: () => void, ms: number) => () => void;
  onChange: (machine: DraftMachine) => void;
}

/** How long a save waits for a draft that is being sent. */
const PATIENCE_MS = 10_000;

/**
 * Stores a draft: on this device within a second of a change; on the server two seconds after the last
 * keystroke, and at least every fifteen seconds during typing. Carries out the effects of the state machine.
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

  /** Waits, with a limit, for a draft that is being sent, and sends none until `resume`. */
  async hold(): Promise<void> {
    this.dispatch({ type: "hold" });
    await this.#settled();
  }

  /** Sends unstored changes and waits, with a limit, until the server has stored or refused them. */
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
    // Reads the text now: what is typed while it is being sent belongs to the next draft.
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
