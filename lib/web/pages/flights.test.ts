import { describe, expect, it } from "vitest";
import { Flights } from "./flights";

/** A drawing of a value that others change meanwhile. */
function stage() {
  const ends: ((outcome?: Error) => void)[] = [];
  const state = { value: 1, drawn: 0, kept: null as number | null };
  const draw = () => {
    state.drawn += 1;
    const began = state.value;
    return new Promise<number>((done, fail) => {
      ends.push((error) => {
        if (error) return fail(error);
        state.kept = began;
        done(began);
      });
    });
  };
  const check = async () => (state.kept === state.value ? state.kept : null);
  const end = async (n: number, error?: Error) => {
    ends[n]?.(error);
    await new Promise((done) => setTimeout(done, 0));
  };
  return { state, work: { draw, check }, end, settle: () => new Promise((done) => setTimeout(done, 0)) };
}

describe("shared drawings", () => {
  it("draw once for all waiting readers", async () => {
    const { state, work, end, settle } = stage();
    const flights = new Flights<number>();
    const readers = Array.from({ length: 64 }, () => flights.answer("page", work));
    await settle();
    await end(0);
    expect(await Promise.all(readers)).toEqual(Array.from({ length: 64 }, () => 1));
    expect(state.drawn).toBe(1);
  });

  it("never give a reader less than what was saved before their request", async () => {
    const { state, work, end, settle } = stage();
    const flights = new Flights<number>();
    const early = flights.answer("page", work);
    await settle();
    state.value = 2;
    const late = Array.from({ length: 10 }, () => flights.answer("page", work));
    await end(0);
    expect(await early).toBe(1);
    // Saved again: the second drawing is older, but began after these readers came.
    state.value = 3;
    await end(1);
    expect(await Promise.all(late)).toEqual(Array.from({ length: 10 }, () => 2));
    expect(state.drawn).toBe(2);
  });

  it("end with their error, and the next reader gets a new drawing", async () => {
    const { state, work, end, settle } = stage();
    const flights = new Flights<number>();
    const first = flights.answer("page", work).catch((error: Error) => error.message);
    await settle();
    const second = flights.answer("page", work);
    await settle();
    await end(0, new Error("broken"));
    expect(await first).toBe("broken");
    await end(1);
    expect(await second).toBe(1);
    expect(state.drawn).toBe(2);
  });

  it("are separate per key", async () => {
    const { state, work, end, settle } = stage();
    const flights = new Flights<number>();
    const both = [flights.answer("one", work), flights.answer("two", work)];
    await settle();
    await end(0);
    await end(1);
    await Promise.all(both);
    expect(state.drawn).toBe(2);
  });
});
