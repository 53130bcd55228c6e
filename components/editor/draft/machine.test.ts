import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beginDraft, type DraftEvent, type DraftMachine, type Effect, isUnsynced, step } from "./machine";
import { draftRetryMs, type Refusal, saveRetryMs } from "./refusal";

const begin = () => beginDraft({ sequence: 0, base: 3, copy: "own" });
const refusal = (cause: Refusal["cause"], retryAfter: number | null = null): Refusal => ({
  cause,
  retryAfter,
  banner: "",
});

/** Runs events in order. Returns the state and the effects of the last one. */
function run(...events: DraftEvent[]): [DraftMachine, Effect[]] {
  return events.reduce<[DraftMachine, Effect[]]>(([now], event) => step(now, event), [begin(), []]);
}

describe("a draft", () => {
  it("is sent two seconds after the last change, and at least every fifteen seconds during typing", () => {
    const [, first] = run({ type: "changed", at: 0 });
    expect(first).toContainEqual({ do: "timer", name: "send", ms: 2_000 });
    const [, late] = run({ type: "changed", at: 0 }, { type: "changed", at: 14_500 });
    expect(late).toContainEqual({ do: "timer", name: "send", ms: 500 });
  });

  it("is shown as saved only when the server has stored the last change", () => {
    const sent = { type: "sent", sequence: 1, updatedAt: "now", at: 10 } as const;
    const [all] = run({ type: "changed", at: 0 }, { type: "due" }, sent);
    expect(all.shown).toEqual({ kind: "saved", at: "now" });
    const [part, effects] = run(
      { type: "changed", at: 0 },
      { type: "due" },
      { type: "changed", at: 5 },
      sent,
    );
    expect(part.shown).toEqual({ kind: "unsaved" });
    expect(effects).toEqual([{ do: "timer", name: "send", ms: 2_000 }]);
  });

  it("is not sent while the section is being saved, and continues if that is refused", () => {
    const [, held] = run({ type: "changed", at: 0 }, { type: "hold" }, { type: "due" });
    expect(held).toEqual([]);
    const [, resumed] = run({ type: "changed", at: 0 }, { type: "hold" }, { type: "resume" });
    expect(resumed).toContainEqual({ do: "send", base: 3, sequence: 1, force: false });
  });

  it("keeps the copy of text typed after the saved text", () => {
    const [state, effects] = run(
      { type: "changed", at: 0 },
      { type: "changed", at: 1 },
      { type: "saved", made: 1 },
    );
    expect(isUnsynced(state)).toBe(true);
    expect(effects).toEqual([{ do: "copy" }]);
  });

  it("never replaces another tab's draft without the member's request", () => {
    const [state, effects] = run(
      { type: "changed", at: 0 },
      { type: "due" },
      { type: "refused", refusal: refusal("elsewhere"), at: 1, random: 0 },
    );
    expect(state.shown).toEqual({ kind: "elsewhere" });
    expect(effects).toEqual([{ do: "copy" }]);
    expect(step(state, { type: "send", force: true })[1]).toContainEqual({
      do: "send",
      base: 3,
      sequence: 1,
      force: true,
    });
  });

  it("shows why it waits until it is sent, even while its member types", () => {
    const [state, effects] = run(
      { type: "changed", at: 0 },
      { type: "due" },
      { type: "refused", refusal: refusal("read_only", 30), at: 0, random: 0 },
      { type: "changed", at: 1_000 },
    );
    expect(state.shown).toMatchObject({ kind: "refused", retryAt: 30_000 });
    expect(effects).toEqual([]);
  });
});

describe("waiting to be sent again", () => {
  it("gets longer, is never shorter than the server's request, and has a random part", () => {
    expect([1, 2, 3, 9].map((attempt) => draftRetryMs(refusal("offline"), attempt, 0))).toEqual([
      5_000, 10_000, 20_000, 60_000,
    ]);
    expect(draftRetryMs(refusal("busy", 20), 1, 0)).toBe(20_000);
    expect(draftRetryMs(refusal("busy", 20), 1, 1)).toBe(25_000);
    for (const cause of ["signed_out", "too_large", "elsewhere", "invalid"] as const)
      expect(draftRetryMs(refusal(cause), 1, 0)).toBeNull();
  });

  it("ends: the member gets a save back after six attempts, and at once for other causes", () => {
    expect([1, 2, 3, 4, 5, 6].map((attempt) => saveRetryMs(refusal("busy", 2), attempt, 0))).toEqual([
      2_000,
      2_000,
      4_000,
      8_000,
      16_000,
      null,
    ]);
    expect(saveRetryMs(refusal("read_only"), 1, 0)).toBeNull();
  });
});

/** The text is a number that only rises: the server and the copies store the latest number they received. */
interface World {
  machine: DraftMachine;
  typed: number;
  server: number;
  copy: number | null;
  onItsWay: number | null;
}

function carryOut(world: World, event: DraftEvent): void {
  const [next, effects] = step(world.machine, event);
  world.machine = next;
  for (const effect of effects) {
    if (effect.do === "copy") world.copy = world.typed;
    if (effect.do === "drop") world.copy = null;
    if (effect.do === "send") world.onItsWay = world.typed;
  }
}

const acts = fc.constantFrom(
  ...(["type", "due", "copy", "arrive", "lose", "refuse", "hold", "resume", "save", "force"] as const),
);

it("loses nothing in any order of events: the server or this device has the text, and the page says which", () => {
  fc.assert(
    fc.property(fc.array(acts, { maxLength: 60 }), (sequence) => {
      const world: World = { machine: begin(), typed: 0, server: 0, copy: null, onItsWay: null };
      const refused = { type: "refused", refusal: refusal("offline"), at: 0, random: 0 } as const;
      for (const act of sequence) {
        if (act === "type") {
          world.typed += 1;
          carryOut(world, { type: "changed", at: world.typed });
        } else if (act === "arrive" || act === "lose") {
          if (world.onItsWay === null) continue;
          world.server = world.onItsWay;
          world.onItsWay = null;
          // The response is lost: the server has the text, but the editor does not know.
          carryOut(world, act === "lose" ? refused : { type: "sent", sequence: 1, updatedAt: "", at: 0 });
        } else if (act === "refuse") {
          if (world.onItsWay === null) continue;
          world.onItsWay = null;
          carryOut(world, refused);
        } else if (act === "save") {
          // A save is sent while no draft is being sent, with the current text.
          if (!world.machine.isHeld || world.onItsWay !== null) continue;
          world.server = world.typed;
          carryOut(world, { type: "saved", made: world.machine.made });
        } else if (act === "force") carryOut(world, { type: "send", force: true });
        else if (act === "copy") carryOut(world, { type: "copy-due" });
        else carryOut(world, { type: act });
        const { kind } = world.machine.shown;
        if (kind === "saved" || kind === "clean") expect(world.server).toBe(world.typed);
        // Once the copy is gone, the server has every text that was copied.
        const isTimed = world.machine.hasCopyTimer || world.onItsWay !== null;
        if (world.copy === null && !isTimed) expect(world.server).toBe(world.typed);
        if (!isUnsynced(world.machine)) expect(world.server).toBe(world.typed);
      }
    }),
    { numRuns: 2_000 },
  );
});
