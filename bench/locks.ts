/*
 * `node --import tsx bench/locks.ts`: measures how long a save holds the lock of its section. Repeatedly saves a
 * paragraph of sections of three lengths; prints milliseconds from the response to the first locking statement until
 * the commit, and the number of statements between. Uses its own database.
 */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { at, withOwnDatabase } from "./lib/own-database";

const ROUNDS = 100;
const WARM = 10;
/** Length of the saved section in characters. */
const LENGTHS = {
  "a long section": 37_000,
  "the prose of a country": 100_000,
  "the longest that is measured": 250_000,
};

/** Of the current save: when it got its lock, and the number of statements since. */
const held = { from: 0, statements: 0, milliseconds: 0 };
const query = pg.Client.prototype.query;
pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
  const [first] = given as [string | { text?: string }];
  const text = (typeof first === "string" ? first : (first?.text ?? "")).trim().toLowerCase();
  const answer: unknown = Reflect.apply(query, this, given);
  if (held.from > 0) held.statements += 1;
  const isLock = / for (no key update|update|share)\b/.test(text);
  if (answer instanceof Promise)
    void answer.then(
      () => {
        if (isLock && held.from === 0) held.from = performance.now();
        if (text === "commit" && held.from > 0) held.milliseconds = performance.now() - held.from;
      },
      () => undefined,
    );
  return answer;
} as typeof query;

await withOwnDatabase("locks", async () => {
  const { planOne } = await import("./profiles");
  const { writeProfiles } = await import("./write-profiles");
  const { makeActor, by } = await import("@/tests/support/members");
  const { findSection, saveSection } = await import("@/lib/profiles");
  const { transact } = await import("@/lib/transact");
  const writer = await makeActor("trusted");
  const plans = Object.values(LENGTHS).map((characters, n) =>
    planOne(`long-${n}`, n + 1, 5, { key: "legislation", characters, tables: characters > 50_000 ? 40 : 0 }),
  );
  await writeProfiles(plans, [writer.id]);
  const lines: string[] = [];
  for (const [n, name] of Object.keys(LENGTHS).entries()) {
    const [times, statements]: [number[], number[]] = [[], []];
    for (let round = 0; round < WARM + ROUNDS; round += 1) {
      const found = await findSection(`long-${n}`, "legislation");
      const content = structuredClone(found?.content) as { doc: { content: { content?: unknown }[] } };
      const paragraph = content.doc.content.find((block) => Array.isArray(block.content));
      if (!paragraph) throw new Error("no paragraph to write");
      paragraph.content = [{ type: "text", text: `Edit ${round}, ${randomUUID()}.` }];
      Object.assign(held, { from: 0, statements: 0, milliseconds: 0 });
      const saved = await transact(by(writer), (ctx) =>
        saveSection(ctx, {
          slug: `long-${n}`,
          section: "legislation",
          base: found?.revision?.number ?? null,
          content,
          summary: "Bench",
          clientToken: randomUUID(),
        }),
      );
      if (saved.state !== "published" || held.milliseconds === 0)
        throw new Error(`not saved: ${saved.state}`);
      if (round < WARM) continue;
      times.push(held.milliseconds);
      statements.push(held.statements);
    }
    lines.push(
      `${name.padEnd(24)} ${at(times, 0.5).padStart(8)} ${at(times, 0.95).padStart(8)} ${at(statements, 0.5).padStart(12)}`,
    );
  }
  process.stdout.write(
    `${"".padEnd(24)} ${"median".padStart(8)} ${"p95".padStart(8)} ${"statements".padStart(12)}\n${lines.join("\n")}\n`,
  );
});
