import { describe, expect, it } from "vitest";
import { z } from "zod";
import { useDatabase } from "@/tests/support/database";
import { LIMITS } from "../limits";
import { runInRequest } from "../request-context";
import { document } from "./document";
import { documentStore } from "./document-store";

useDatabase();

let place = 0;

/** A document with an address of its own that counts drawings. */
function counted(readsTyped = false) {
  place += 1;
  const pathname = `/variants-${place}`;
  let drawings = 0;
  const handler = document({
    query: z.object({
      saved: z.enum(["published", "pending"]).optional().catch(undefined),
      page: z.coerce.number().int().min(1).max(9).default(1).catch(1),
      country: z.string().max(60).optional(),
    }),
    render: async ({ saved, country }, tools) => {
      drawings += 1;
      const typed = readsTyped ? tools.search.get("saved") : "";
      return { title: "x", body: [saved ?? "none", country ?? "", typed].join(" ") };
    },
  });
  const ask = async (search: string, ip = "198.51.100.1") => {
    const origin = { via: "web", ip, device: null } as const;
    return runInRequest({ pathname, search, origin, actor: Promise.resolve(null) }, () =>
      handler(new Request(`https://octopus.example${pathname}${search}`), {
        params: Promise.resolve({ locale: "en" }),
      }),
    );
  };
  return { ask, drawings: () => drawings, pathname };
}

describe("variants of a document", () => {
  it("are drawn once, whatever unknown values the parameters have", async () => {
    const page = counted();
    await page.ask("");
    for (let n = 0; n < 100; n += 1)
      expect((await page.ask(`?saved=x${n}&page=${n + 10}&other=${n}`)).status).toBe(200);
    expect(page.drawings()).toBe(1);
    expect(await (await page.ask("?saved=pending")).text()).toContain("pending");
    await page.ask("?page=1&saved=pending");
    expect(page.drawings()).toBe(2);
    expect(documentStore().find(page.pathname, new URLSearchParams())).toBeDefined();
  });

  it("that repeat invalid values are drawn for that reader only", async () => {
    const page = counted(true);
    await page.ask("");
    const answer = await page.ask("?saved=evil");
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(await answer.text()).toContain("evil");
    expect(await (await page.ask("?saved=other")).text()).not.toContain("evil");
    expect(await (await page.ask("")).text()).not.toContain("evil");
  });

  it("never evict the page itself, and their drawing is limited by address", async () => {
    process.env.RATE_LIMITS = "on";
    const page = counted();
    await page.ask("");
    const statuses = new Set<number>();
    for (let n = 0; n < LIMITS.variant.points + 5; n += 1)
      statuses.add((await page.ask(`?country=c${n}`, "198.51.100.77")).status);
    expect([...statuses].sort()).toEqual([200, 429]);
    expect(page.drawings()).toBe(1 + LIMITS.variant.points);
    expect(documentStore().find(page.pathname, new URLSearchParams())).toBeDefined();
    expect((await page.ask("", "198.51.100.77")).status).toBe(200);
  });
});
