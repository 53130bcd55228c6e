import { draftRetryMs, type Refusal } from "./refusal";

/*
 * The states of a text while it is written, as a pure state machine: events go in, a new state and effects
 * come out. `keeper.ts` carries out the effects. Two rules apply in every state:
 * - "saved" is shown only when the server has stored the last change;
 * - copies on this device are deleted only when the server has stored their text.
 */

/** What the page shows about the draft. */
export type DraftState =
  | { kind: "clean" }
  | { kind: "unsaved" }
  | { kind: "saving" }
  | { kind: "saved"; at: string }
  | { kind: "elsewhere" }
  /** `retryAt`: when it is sent again automatically, in milliseconds since 1970. */
  | { kind: "refused"; refusal: Refusal; retryAt: number | null };

export interface DraftMachine {
  /** The number of changes made, and of those that the server has stored. */
  made: number;
  stored: number;
  /** When the first unstored change was made; null if the server has stored all. */
  firstAt: number | null;
  /** The number of the server's draft that this text continues. */
  sequence: number;
  /** The revision that the text is based on. */
  base: number | null;
  /** The last change included in the draft that is being sent; null if none is being sent. */
  sending: number | null;
  /** While the section itself is being saved no draft is sent: it would arrive later and be offered as other work. */
  isHeld: boolean;
  /** The page can unload without a warning: its form sends the text. */
  isLeaving: boolean;
  /** The number of consecutive refusals by the server. */
  refusals: number;
  /** Copies on this device that the next stored draft makes unnecessary; the first is this tab's own. */
  copies: readonly [string, ...string[]];
  hasCopyTimer: boolean;
  shown: DraftState;
}

export type DraftEvent =
  | { type: "changed"; at: number }
  /** The timer for the server fired, or the connection returned. */
  | { type: "due" }
  | { type: "copy-due" }
  /** The member asked to send it now; with `force`, in place of another tab's draft. */
  | { type: "send"; force?: boolean }
  | { type: "sent"; sequence: number; updatedAt: string; at: number }
  | { type: "refused"; refusal: Refusal; at: number; random: number }
  | { type: "hold" }
  | { type: "resume" }
  | { type: "release" }
  /** The text of another draft was put into the editor. `copy`: its key on this device. */
  | { type: "continued"; base: number | null; copy: string | null }
  /** A revision now contains the text as of change number `made`. */
  | { type: "saved"; made: number }
  | { type: "hidden" };

export type Effect =
  | { do: "send"; base: number | null; sequence: number; force: boolean }
  | { do: "copy" }
  | { do: "drop"; copies: readonly string[] }
  /** Restarts a timer, or stops it. */
  | { do: "timer"; name: "send" | "copy"; ms: number | null };

const COPY_MS = 800;
const PAUSE_MS = 2_000;
const LONGEST_MS = 15_000;

export function beginDraft(given: { sequence: number; base: number | null; copy: string }): DraftMachine {
  return {
    made: 0,
    stored: 0,
    firstAt: null,
    sequence: given.sequence,
    base: given.base,
    sending: null,
    isHeld: false,
    isLeaving: false,
    refusals: 0,
    copies: [given.copy],
    hasCopyTimer: false,
    shown: { kind: "clean" },
  };
}

/** Whether there are changes that the server has not stored. */
export function isUnsynced({ made, stored }: DraftMachine): boolean {
  return made > stored;
}

type Step = [DraftMachine, Effect[]];

export function step(now: DraftMachine, event: DraftEvent): Step {
  switch (event.type) {
    case "changed":
      return onChanged(now, event.at);
    case "due":
      return isUnsynced(now) ? begin(now, false) : [now, []];
    case "send":
      return begin(now, event.force ?? false);
    case "copy-due":
      return [{ ...now, hasCopyTimer: false }, isUnsynced(now) ? [{ do: "copy" }] : []];
    case "hidden":
      return [now, isUnsynced(now) ? [{ do: "copy" }] : []];
    case "sent":
      return onSent(now, event);
    case "refused":
      return onRefused(now, event);
    case "hold":
      return [{ ...now, isHeld: true }, [{ do: "timer", name: "send", ms: null }]];
    case "resume": {
      const free = { ...now, isHeld: false, isLeaving: false };
      return isUnsynced(free) ? begin(free, false) : [free, []];
    }
    case "release":
      return [{ ...now, isLeaving: true }, isUnsynced(now) ? [{ do: "copy" }] : []];
    case "continued": {
      const copies = event.copy === null ? now.copies : ([...now.copies, event.copy] as const);
      return [{ ...now, base: event.base, copies: [...copies] as [string, ...string[]] }, []];
    }
    case "saved":
      return onSaved(now, event.made);
  }
}

function onChanged(now: DraftMachine, at: number): Step {
  const firstAt = now.firstAt ?? at;
  const { shown } = now;
  const waits = shown.kind === "refused" && shown.retryAt !== null && shown.retryAt > at;
  const next: DraftMachine = {
    ...now,
    made: now.made + 1,
    firstAt,
    hasCopyTimer: true,
    // While it waits for the next attempt, the page keeps showing the reason.
    shown: waits ? shown : { kind: "unsaved" },
  };
  const effects: Effect[] = now.hasCopyTimer ? [] : [{ do: "timer", name: "copy", ms: COPY_MS }];
  if (now.isHeld || now.sending !== null || waits) return [next, effects];
  const ms = Math.max(0, Math.min(PAUSE_MS, firstAt + LONGEST_MS - at));
  return [next, [...effects, { do: "timer", name: "send", ms }]];
}

function begin(now: DraftMachine, force: boolean): Step {
  if (now.sending !== null || now.isHeld) return [now, []];
  return [
    { ...now, sending: now.made, shown: { kind: "saving" } },
    [
      { do: "timer", name: "send", ms: null },
      { do: "send", base: now.base, sequence: now.sequence + 1, force },
    ],
  ];
}

function onSent(now: DraftMachine, event: Extract<DraftEvent, { type: "sent" }>): Step {
  const stored = Math.max(now.stored, now.sending ?? now.stored);
  const next: DraftMachine = { ...now, stored, sequence: event.sequence, sending: null, refusals: 0 };
  if (now.made > stored) {
    const later: DraftMachine = { ...next, firstAt: event.at, shown: { kind: "unsaved" } };
    return [later, now.isHeld ? [] : [{ do: "timer", name: "send", ms: PAUSE_MS }]];
  }
  return withoutCopies({ ...next, firstAt: null, shown: { kind: "saved", at: event.updatedAt } });
}

function onRefused(now: DraftMachine, event: Extract<DraftEvent, { type: "refused" }>): Step {
  const { refusal, at, random } = event;
  const refusals = now.refusals + 1;
  const wait = draftRetryMs(refusal, refusals, random);
  const shown: DraftState =
    refusal.cause === "elsewhere"
      ? { kind: "elsewhere" }
      : refusal.cause === "waiting"
        ? { kind: "unsaved" }
        : { kind: "refused", refusal, retryAt: wait === null ? null : at + wait };
  const next = { ...now, sending: null, refusals, shown };
  const isMore = now.sending !== null && now.made > now.sending;
  const ms = wait ?? (isMore ? PAUSE_MS : null);
  const isTimed = ms !== null && !now.isHeld;
  return [next, [{ do: "copy" }, ...(isTimed ? [{ do: "timer", name: "send", ms } as const] : [])]];
}

function onSaved(now: DraftMachine, made: number): Step {
  const stored = Math.max(now.stored, made);
  // Text typed since then is in no revision: it continues as a draft.
  if (now.made > stored) return [{ ...now, stored }, [{ do: "copy" }]];
  const clean: DraftMachine = { ...now, stored, firstAt: null, refusals: 0, shown: { kind: "clean" } };
  const [next, effects] = withoutCopies(clean);
  return [next, [{ do: "timer", name: "send", ms: null }, ...effects]];
}

/** Removes the copies: the server has stored their text. */
function withoutCopies(now: DraftMachine): Step {
  const [own] = now.copies;
  return [
    { ...now, copies: [own], hasCopyTimer: false },
    [
      { do: "timer", name: "copy", ms: null },
      { do: "drop", copies: now.copies },
    ],
  ];
}
