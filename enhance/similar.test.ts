import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startSimilar } from "./similar";

/** What the script does, in order: whether the box was hidden when a text was set, and what was listed. */
let status: { text: string; wasHidden: boolean }[];
let listed: number;
let type: (title: string) => Promise<void>;
let box: { hidden: boolean };
let answer: () => Promise<Response>;

beforeEach(() => {
  vi.useFakeTimers();
  status = [];
  listed = 0;
  const heard: (() => void)[] = [];
  const field = {
    value: "",
    closest: () => null,
    after: () => undefined,
    addEventListener: (_: string, hear: () => void) => heard.push(hear),
  };
  const summary = {
    set textContent(text: string) {
      status.push({ text, wasHidden: box.hidden });
    },
  };
  const list = { replaceChildren: (...entries: unknown[]) => (listed = entries.length) };
  const made = {
    hidden: true,
    dataset: { similar: "/api/me/similar", from: "8" },
    querySelector: (of: string) => (of === "ul" ? list : summary),
    closest: () => ({ querySelector: () => field }),
  };
  box = made;
  vi.stubGlobal("document", {
    querySelector: () => made,
    createElement: () => ({ append: () => undefined }),
  });
  vi.stubGlobal("location", { href: "https://octopus.example/" });
  vi.stubGlobal("window", { setTimeout });
  vi.stubGlobal("fetch", () => answer());
  startSimilar();
  type = async (title) => {
    field.value = title;
    for (const hear of heard) hear();
    await vi.runAllTimersAsync();
  };
  const found = { topics: [{ label: "A", language: "", href: "/a" }], sections: [], summary: "1 topic" };
  answer = async () => Response.json(found);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("is shown before its text is set, so that screen readers announce the first list", async () => {
  await type("Electronic evidence");
  expect(status.at(-1)).toEqual({ text: "1 topic", wasHidden: false });
  expect(listed).toBe(1);
});

it.each([
  ["refused", async () => new Response(null, { status: 429 })],
  ["lost", async () => Promise.reject(new TypeError("no connection"))],
])("goes once an answer is %s: it was for another title", async (_, failed) => {
  await type("Electronic evidence");
  answer = failed;
  await type("Electronic evidence in court");
  expect([listed, box.hidden, status.at(-1)?.text]).toEqual([0, true, ""]);
  // The same title is asked for again.
  answer = async () =>
    Response.json({ topics: [], sections: [{ label: "B", language: "", href: "/b" }], summary: "1" });
  await type("Electronic evidence in court");
  expect([listed, box.hidden]).toEqual([1, false]);
});
