import { Client } from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { useDatabase } from "@/tests/support/database";
import { FREQUENT, forgetFrequent, MOST_KEPT, PlanKeepingClient } from "./frequent-statements";

useDatabase();

let client: PlanKeepingClient;
beforeEach(async () => {
  forgetFrequent();
  client = new PlanKeepingClient({ connectionString: process.env.DATABASE_URL });
  await client.connect();
});
afterEach(() => client.end());

/** Lists the statements whose plans the connection keeps. */
async function listKept(): Promise<string[]> {
  const { rows } = await client.query("select statement from pg_prepared_statements order by prepare_time");
  return rows.map((row) => row.statement);
}

async function send(text: string, values: unknown[], times: number): Promise<unknown[]> {
  const found = [];
  for (let n = 0; n < times; n += 1) found.push((await client.query({ text }, values)).rows[0]);
  return found;
}

it("keeps the plan of a frequent statement, which answers as before", async () => {
  const text = "select $1::int + 1 as one";
  await send(text, [1], FREQUENT - 1);
  expect(await listKept()).toEqual([]);
  expect(await send(text, [5], 8)).toEqual(Array(8).fill({ one: 6 }));
  expect(await listKept()).toEqual([text]);
  // Every connection of the process keeps it from its first use.
  const other = new PlanKeepingClient({ connectionString: process.env.DATABASE_URL });
  await other.connect();
  const { rows } = await other.query({ text }, [7]);
  expect(rows).toEqual([{ one: 8 }]);
  await other.end();
});

it("keeps no plan of a statement without values, and none for a named one besides its own", async () => {
  await send("select 1 as one", [], FREQUENT + 5);
  for (let n = 0; n < FREQUENT + 5; n += 1)
    await client.query({ name: "own", text: "select $1::int as two", values: [n] });
  const { rows } = await client.query("select name from pg_prepared_statements");
  expect(rows).toEqual([{ name: "own" }]);
});

it("reports an error of a kept statement, and goes on", async () => {
  const text = "select 6 / $1::int as part";
  await send(text, [2], FREQUENT + 1);
  await expect(client.query({ text }, [0])).rejects.toThrow("division by zero");
  expect(await send(text, [3], 1)).toEqual([{ part: 2 }]);
});

it("keeps only so many plans", async () => {
  for (let n = 0; n < MOST_KEPT + 5; n += 1) await send(`select $1::int as "column ${n}"`, [n], FREQUENT + 1);
  const kept = await listKept();
  expect(kept.length).toBe(MOST_KEPT);
}, 60_000);

it("passes on what is no statement with values: a text, and a function to call", async () => {
  expect((await client.query("select 3 as three")).rows).toEqual([{ three: 3 }]);
  const called = await new Promise((resolve, reject) =>
    client.query("select $1::int as four", [4], (error, result) =>
      error ? reject(error) : resolve(result.rows),
    ),
  );
  expect(called).toEqual([{ four: 4 }]);
  expect(client).toBeInstanceOf(Client);
});
