import { describe, expect, it, test } from "vitest";
import { Figures, roughly, Speed } from "./speed";

describe("the speed of an upload", () => {
  it("is that of the last seconds", () => {
    const speed = new Speed();
    expect(speed.perSecond(0)).toBe(0);
    for (let second = 0; second <= 10; second += 1) speed.add(second * 1000, second * 100);
    expect(speed.perSecond(10_000)).toBeCloseTo(100);
    for (let second = 11; second <= 20; second += 1) speed.add(second * 1000, 1000 + (second - 10) * 500);
    expect(speed.perSecond(20_000)).toBeCloseTo(500);
  });

  it("drops while nothing is sent", () => {
    const speed = new Speed();
    speed.add(0, 0);
    speed.add(1000, 1000);
    expect(speed.perSecond(1000)).toBe(1000);
    expect(speed.perSecond(10_000)).toBe(100);
  });

  it("starts again if the server has less than was sent", () => {
    const speed = new Speed();
    speed.add(0, 0);
    speed.add(1000, 9000);
    speed.add(2000, 4000);
    expect(speed.perSecond(2000)).toBe(0);
    speed.add(3000, 5000);
    expect(speed.perSecond(3000)).toBe(1000);
  });
});

test.each([
  [1, [5, "second"]],
  [52, [50, "second"]],
  [58, [1, "minute"]],
  [3000, [50, "minute"]],
  [5400, [1.5, "hour"]],
] as const)("%i seconds are said roughly", (seconds, said) => {
  expect(roughly(seconds)).toEqual(said);
});

test("figures are written as the language of the page writes them", () => {
  const french = new Figures("fr");
  expect(french.size(6.2 * 1024 ** 2)).toMatch(/^6,2\sMo$/);
  expect(french.speed(300 * 1024)).toMatch(/^300\sko\/s$/);
  expect(new Figures("en").time(3600)).toBe("1 hour");
});
