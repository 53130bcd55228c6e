/*
 * `node --import tsx bench/pending.ts`: draws the pages of pending edits with 10,000 of them: the queue of all
 * countries, a later page of it, a focal point's queue, and those of one profile. These screens are drawn for
 * each reader and never cached. Prints elapsed milliseconds and processor time of this process and of the
 * database. Uses its own database.
 */
import pg from "pg";
import { fillTrust } from "@/tests/support/trust-data";
import { at, withOwnDatabase } from "./lib/own-database";
import { cpuTimes } from "./lib/processes.mjs";

const ROUNDS = 200;
const WARM = 20;
const SIZES = { profiles: 200, revisions: 20, waiting: 10_000 };

await withOwnDatabase("pending", async (postgres) => {
  /** Milliseconds of processor that the database has had, with all its processes. */
  const databaseTime = () => cpuTimes({ database: postgres.pid }).database ?? 0;
  const { pool } = await import("@/db/client");
  const { asker } = await import("@/tests/support/pages");
  const { actorOf, giveRole, makeActor, makeMember } = await import("@/tests/support/members");
  const { listEditQueue } = await import("@/lib/profiles");
  const queue = await import("@/app/[locale]/moderation/edits/route");
  const onProfile = await import("@/app/[locale]/countries/[slug]/pending/route");
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await fillTrust(client, SIZES);
  await client.end();
  const reviewer = await makeActor("trusted");
  const { id } = await makeMember();
  await giveRole(id, "focal-point", "X7");
  const focal = await actorOf(id);
  const ask = asker([
    [/^\/moderation\/edits$/, queue as never],
    [/^\/countries\/(?<slug>[^/]+)\/pending$/, onProfile as never],
  ]);
  const { rows } = await pool().query(
    `select extract(epoch from created_at) * 1000 as at, id from revision where state = 'pending'
      order by created_at, id offset 5000 limit 1`,
  );
  const middle = `${Math.floor(Number(rows[0].at))}.${rows[0].id}`;
  const draw = (path: string, as: typeof reviewer, has: RegExp) => async () => {
    const { status, body } = await ask(path, { as });
    if (status !== 200 || !has.test(body)) throw new Error(`${path}: ${status}`);
  };
  const works = {
    "queue of all countries": draw("/moderation/edits", reviewer, /10,000/),
    "its middle": draw(`/moderation/edits?after=${middle}`, reviewer, /A proposal, number 50/),
    "its queries": async () => void (await listEditQueue(reviewer, {})),
    "queue of a focal point": draw("/moderation/edits", focal, /A proposal/),
    "what waits on one profile (50)": draw("/countries/place-7/pending", reviewer, /A proposal/),
  };
  const lines: string[] = [];
  for (const [name, work] of Object.entries(works)) {
    const [clock, own] = [[] as number[], [] as number[]];
    let database = 0;
    for (let n = 0; n < WARM + ROUNDS; n += 1) {
      if (n === WARM) database = databaseTime();
      const [began, before] = [process.hrtime.bigint(), process.cpuUsage()];
      await work();
      if (n < WARM) continue;
      const { user, system } = process.cpuUsage(before);
      clock.push(Number(process.hrtime.bigint() - began) / 1e6);
      own.push((user + system) / 1e3);
    }
    const perDrawing = ((databaseTime() - database) / ROUNDS).toFixed(1);
    lines.push(
      `| ${[name, at(clock, 0.5), at(clock, 0.95), at(own, 0.5), at(own, 0.95), perDrawing].join(" | ")} |`,
    );
  }
  process.stdout.write(
    `| drawn ${ROUNDS} times | p50 ms | p95 ms | web processor p50 ms | p95 ms | database processor, mean ms |
| --- | --: | --: | --: | --: | --: |
${lines.join("\n")}
`,
  );
});
