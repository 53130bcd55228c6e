import { expect, it } from "vitest";
import { calendarOf, endOf } from "./clocks";

it("counts days over the end of months and years", () => {
  expect(endOf("preservation-29", "2026-11-20")).toBe("2027-01-19");
  expect(endOf("order-16", "2027-12-15")).toBe("2028-03-14");
  expect(endOf("order-7", "20 November")).toBeNull();
});

it("writes a day with its two reminders, and separators of text escaped", () => {
  const text = calendarOf(
    { title: "Preservation ends; A/1, B", end: "2027-01-19", note: "First\nSecond" },
    "one@example.org",
    Date.UTC(2026, 10, 20),
  );
  const lines = text.replaceAll("\r\n ", "").split("\r\n");
  for (const line of [
    "DTSTART;VALUE=DATE:20270119",
    "SUMMARY:Preservation ends\\; A/1\\, B",
    "DESCRIPTION:First\\nSecond",
    "TRIGGER:-P14D",
    "TRIGGER:-P3D",
    "DTSTAMP:20261120T000000Z",
  ])
    expect(lines).toContain(line);
  expect(lines.every((line) => !line.includes("\n"))).toBe(true);
});
