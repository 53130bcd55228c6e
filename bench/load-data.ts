/*
 * Fills a migrated database with benchmark data: `node --import tsx bench/load-data.ts --profiles 200
 * --revisions 20`, with DATABASE_URL and AUTH_SECRET set. Prints one line of JSON: the editors, and what was
 * created.
 */
import { parseArgs } from "node:util";
import { closeDatabase, pool } from "@/db/client";
import { makeEditors } from "./make-editors";
import { type ProfilePlan, planAreas, planOne } from "./profiles";
import { writeProfiles } from "./write-profiles";
import { writeTopics } from "./write-topics";

const EDITORS = 8;
const DEEP = [20, 500];
/** Profiles of each kind, for one client each. */
const OF_A_KIND = 8;
/**
 * Length of the prose of a whole country: a wiki page, saved whole with each edit, compares to one section
 * here.
 */
const LONG = 37_000;

const { values } = parseArgs({
  options: {
    profiles: { type: "string", default: "200" },
    revisions: { type: "string", default: "20" },
    /** No profiles of special kinds: for growth, where only the number of profiles counts. */
    "areas-only": { type: "boolean", default: false },
  },
});

function special(): ProfilePlan[] {
  const plans: ProfilePlan[] = [];
  for (let n = 1; n <= OF_A_KIND; n += 1) {
    plans.push(planOne(`long-${n}`, n, 20, { key: "legislation", characters: LONG }));
    for (const revisions of DEEP) plans.push(planOne(`deep-${revisions}-${n}`, revisions + n, revisions));
  }
  // The section that the editor is measured with (E15).
  plans.push(planOne("editor", 900, 12, { key: "legislation", characters: 250_000, tables: 40 }));
  return plans;
}

const from = performance.now();
const editors = await makeEditors(EDITORS);
const authors = editors.map((editor) => editor.memberId);
const plans = planAreas(Number(values.profiles), Number(values.revisions));
const written = await writeProfiles(values["areas-only"] ? plans : [...plans, ...special()], authors);
if (!values["areas-only"]) await writeTopics(authors[0] ?? "");
// Does what autovacuum would do within minutes after such a load.
const client = await pool().connect();
await client.query("set statement_timeout = 0");
await client.query("vacuum analyze");
client.release(true);
await closeDatabase();
const seconds = Number(((performance.now() - from) / 1000).toFixed(1));
process.stdout.write(`${JSON.stringify({ editors, profiles: plans.length, ...written, seconds })}\n`);
