/*
 * `node --import tsx bench/law.ts`: draws the page of an article for 200 countries and a matrix of six
 * countries by 34 articles, uncached, and prints elapsed time and this process's processor time, which is
 * reliable on a busy machine. Then measures the same pages from the cache through the front door, with the
 * client in the same process. Uses its own database: the starting data, with every article assessed in every
 * country.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, get } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { prepareDataDir } from "@/scripts/lib/data-dir.mjs";
import { acquirePostgres } from "@/scripts/lib/postgres.mjs";

const ROUNDS = 200;
const WARM = 30;

/** Coverage of all 34 articles in all countries, and 35 provisions for each country without any. */
const FILL = `
  insert into mapping (page_id, article, record_id, coverage, confidence, comment, assessed_on, data)
    select p.page_id, '185-' || n, 'map-' || n, (array['full','partial','general_provision','none'])[1 + n % 4], 'likely',
      'What was found when the law was held against the article.', '2024-11-18', '{}'
    from profile p, generate_series(1, 35) n where n <> 23 on conflict do nothing;
  insert into provision (page_id, record_id, law_id, law_title, position, locator, note, has_text, has_translation,
      pinpoints, articles, confidence)
    select p.page_id, 'prov-' || n, 'law', 'Law on cybercrime', n, 'art. ' || n, 'What the provision is about.', false,
      false, array['185-' || n], array['185-' || n], 'likely'
    from profile p, generate_series(1, 35) n where not exists (select 1 from provision v where v.page_id = p.page_id);
  analyze;`;

const dataDir = mkdtempSync(join(tmpdir(), "octopus-law-"));
prepareDataDir(dataDir);
const postgres = await acquirePostgres({ dataDir, profile: "fast" });

/** The quantile `share` of sorted milliseconds, with one decimal. */
const at = (times: readonly number[], share: number) =>
  (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);

try {
  process.env.DATABASE_URL = postgres.url;
  process.env.AUTH_SECRET ??= randomBytes(32).toString("hex");
  process.env.RATE_LIMITS = "off";
  // In production mode: React is three times slower in development mode. Read on import.
  Object.assign(process.env, { NODE_ENV: "production" });
  const { migrateDatabase } = await import("@/db/migrate");
  const { closeDatabase } = await import("@/db/client");
  const { applySeed } = await import("@/db/seed/apply");
  const { loadSeed } = await import("@/db/seed/index");
  const { OPERATOR, transact } = await import("@/lib/transact");
  const { listAnswers, compareLaws } = await import("@/lib/legal");
  const { createFrontDoor } = await import("@/lib/web/door/front-door");
  const { asker } = await import("@/tests/support/pages");
  const article = await import("@/app/[locale]/convention/[instrument]/[article]/route");
  const compare = await import("@/app/[locale]/compare/route");
  await migrateDatabase(postgres.url);
  await transact(OPERATOR, (ctx) => applySeed(ctx, loadSeed()));
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(FILL);
  await client.end();

  const ask = asker([
    [/^\/convention\/(?<instrument>[^/]+)\/(?<article>[^/]+)$/, article as never],
    [/^\/compare$/, compare as never],
  ]);
  // An uncached request would go to the framework, which does not run here.
  const door = createFrontDoor(async () => {
    throw new Error("this page is not kept");
  });
  await new Promise<void>((ready) => door.listen(0, "127.0.0.1", ready));
  const { port } = door.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  const kept = (path: string) =>
    new Promise<void>((done, fail) => {
      const options = { port, path, agent, host: "127.0.0.1", headers: { "accept-encoding": "br" } };
      get(options, (answer) => {
        answer.resume().on("end", () => {
          if (answer.statusCode === 200) done();
          else fail(new Error(`${path}: ${answer.statusCode}`));
        });
      }).on("error", fail);
    });
  const countries = "romania,france,senegal,japan,chile,germany";
  const articles = Array.from({ length: 34 }, (_, n) => `185-${n + 1}`);
  const works = {
    "article page over all countries": async (n: number) => {
      const { status } = await ask(`/convention/185/${2 + (n % 34)}`);
      if (status !== 200) throw new Error(`article: ${status}`);
    },
    "its queries": async (n: number) => void (await listAnswers([`185-${2 + (n % 34)}`], "185")),
    "matrix of 6 countries × 34 articles": async () => {
      const { status } = await ask(`/compare?articles=1-22,24-35&countries=${countries}`);
      if (status !== 200) throw new Error(`compare: ${status}`);
    },
    "article page, kept": (n: number) => kept(`/convention/185/${2 + (n % 34)}`),
    "matrix, kept": () => kept(`/compare?articles=1-22,24-35&countries=${countries}`),
    "the matrix's queries": async () => void (await compareLaws(countries.split(","), articles)),
  };
  const lines: string[] = [];
  for (const [name, work] of Object.entries(works)) {
    const times: number[] = [];
    const costs: number[] = [];
    for (let n = 0; n < WARM + ROUNDS; n += 1) {
      const [began, before] = [process.hrtime.bigint(), process.cpuUsage()];
      await work(n);
      if (n < WARM) continue;
      const { user, system } = process.cpuUsage(before);
      times.push(Number(process.hrtime.bigint() - began) / 1e6);
      costs.push((user + system) / 1e3);
    }
    for (const list of [times, costs]) list.sort((a, b) => a - b);
    lines.push(
      `| ${name} | ${at(times, 0.5)} | ${at(times, 0.95)} | ${at(costs, 0.5)} | ${at(costs, 0.95)} |`,
    );
  }
  process.stdout.write(
    `| drawn anew, ${ROUNDS} times | p50 ms | p95 ms | processor p50 ms | processor p95 ms |\n| --- | --: | --: | --: | --: |\n${lines.join("\n")}\n`,
  );
  agent.destroy();
  await new Promise((closed) => door.close(closed));
  await closeDatabase();
} finally {
  await postgres.destroy();
  rmSync(dataDir, { recursive: true, force: true });
}
