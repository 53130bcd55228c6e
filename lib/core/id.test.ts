import { afterEach, expect, it, vi } from "vitest";
import { isId, newId } from "./id";

const timeOf = (id: string) => Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);

afterEach(() => {
  vi.useRealTimers();
});

it("sorts the ids of one millisecond as they were made, 10,000 of them too", () => {
  vi.useFakeTimers({ now: Date.now() + 1000 });
  const ids = Array.from({ length: 10_000 }, () => newId());
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every(isId)).toBe(true);
  // Version 7, variant 10.
  expect(ids.every((id) => /^.{14}7.{4}[89ab]/.test(id))).toBe(true);
  expect(timeOf(ids[0] ?? "")).toBe(Date.now());
});

it("goes on from the last id when the clock is set back by seconds, and follows it when set back by hours", () => {
  const start = Date.now() + 100_000;
  vi.useFakeTimers({ now: start });
  const first = newId();
  vi.setSystemTime(start - 5000);
  const second = newId();
  expect([second, first].sort()).toEqual([first, second]);
  vi.setSystemTime(start - 3_600_000);
  expect(timeOf(newId())).toBe(start - 3_600_000);
});

it("is made for a given time without changing those that follow", () => {
  expect(timeOf(newId(1000))).toBe(1000);
  expect(newId(1000)).not.toBe(newId(1000));
  expect(timeOf(newId())).toBeGreaterThan(Date.now() - 1000);
});
