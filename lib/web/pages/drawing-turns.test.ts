import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { DrawingTurns } from "./drawing-turns";

/** A drawing that ends when told to. */
function drawing(name: string, log: string[]) {
  let end = () => {};
  const work = () => {
    log.push(name);
    return new Promise<string>((done) => {
      end = () => done(name);
    });
  };
  return { work, end: () => end() };
}

const bounds = { atOnce: 2, searchesAtOnce: 1, waiting: { page: 3, search: 2 } };

describe("turns of drawings", () => {
  it("draws only a few at a time, pages before searches", async () => {
    const turns = new DrawingTurns(bounds);
    const log: string[] = [];
    const all = ["page 1", "page 2", "search 1", "page 3"].map((name) => ({ name, ...drawing(name, log) }));
    const done = all.map(({ name, work }) => turns.run(name.startsWith("page") ? "page" : "search", work));
    await sleep(0);
    expect(log).toEqual(["page 1", "page 2"]);
    for (const one of all.slice(0, 2)) {
      one.end();
      await sleep(0);
    }
    expect(log).toEqual(["page 1", "page 2", "page 3", "search 1"]);
    all[2]?.end();
    all[3]?.end();
    expect(await Promise.all(done)).toEqual(["page 1", "page 2", "search 1", "page 3"]);
  });

  it("keeps a slot for pages while searches wait", async () => {
    const turns = new DrawingTurns(bounds);
    const log: string[] = [];
    const all = ["search 1", "search 2", "page 1"].map((name) => ({ name, ...drawing(name, log) }));
    for (const { name, work } of all) void turns.run(name.startsWith("page") ? "page" : "search", work);
    await sleep(0);
    expect(log).toEqual(["search 1", "page 1"]);
  });

  it("gives a search its turn after several pages", async () => {
    const turns = new DrawingTurns({ ...bounds, atOnce: 1, waiting: { page: 50, search: 2 } });
    const log: string[] = [];
    const draw = (name: string) => async () => void log.push(name);
    const first = turns.run("page", () => sleep(5));
    const search = turns.run("search", draw("search"));
    const pages = Array.from({ length: 20 }, (_, n) => turns.run("page", draw(`page ${n}`)));
    await Promise.all([first, search, ...pages]);
    expect(log.indexOf("search")).toBe(8);
  });

  it("refuses requests beyond the queue with a retry time, and continues", async () => {
    const turns = new DrawingTurns(bounds);
    const all = Array.from({ length: 6 }, () => drawing("page", []));
    const results = all.map(({ work }) => turns.run("page", work).catch((error: unknown) => error));
    expect(await results[5]).toMatchObject({ code: "unavailable", details: { retryAfter: 2 } });
    for (let n = 0; n < 5; n++) {
      all[n]?.end();
      await results[n];
    }
    expect(await turns.run("page", async () => "after")).toBe("after");
  });

  it("frees the slot of a failed drawing", async () => {
    const turns = new DrawingTurns({ ...bounds, atOnce: 1 });
    await expect(turns.run("page", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(await turns.run("page", async () => "next")).toBe("next");
  });
});
