import { EventEmitter } from "node:events";
import {
  type Logger as GraphileLogger,
  Logger,
  type Runner,
  run,
  runOnce,
  type TaskList,
} from "graphile-worker";
import { db, pool } from "@/db/client";
import { countLastTry } from "@/lib/bounces";
import { isTaskName, TASKS, type TaskName } from "@/lib/core/jobs";
import { describeError, log } from "@/lib/log";
import { queueFirstDump } from "@/lib/open-data";
import { areProjectionsCurrent } from "@/lib/projections";
import { isSearchCurrent } from "@/lib/searchables";
import { recentSite } from "@/lib/site-settings";
import { queueJob } from "@/lib/transact";
import { TASK_RUNNERS } from "./tasks";

/** Scheduled jobs, in UTC. `fill`: for how long a run missed while the worker was down is made up. */
export const CRONTAB = [
  "* * * * * publish-due-posts ?max=3",
  "* * * * * collect-mailbox ?max=3",
  "* * * * * turn-topics ?max=3",
  "*/10 * * * * tell-searchers ?fill=1h&max=3",
  "*/5 * * * * gather-notices ?fill=1h&max=3",
  "11 5 * * 1 mail-legal-digest ?fill=1d&max=3",
  "19 5 * * 1 mail-misses ?fill=1d&max=3",
  "31 5 * * 1 mail-overdue ?fill=1d&max=3",
  "23 * * * * apply-retention ?fill=1d&max=3",
  "29 * * * * check-links ?max=1",
  "47 * * * * tend-freshness ?fill=1d&max=3",
  "37 * * * * tend-files ?fill=1d&max=3",
  "52 1 * * * compare-files ?fill=1d&max=3",
  "11 2 * * * nightly-backup ?fill=1d&max=3",
  "41 3 * * 0 restore-drill ?fill=1d&max=3",
  "* * * * * seal-audit ?max=3",
  // The worker's cron parser supports neither steps within ranges nor steps with an offset.
  "3,8,13,18,23,28,33,38,43,48,53,58 * * * * watch-health ?max=1",
  "53 2 * * * verify-audit ?fill=1d&max=3",
  "17 4 * * 0 make-dump ?fill=7d&max=3",
].join("\n");

const quiet: GraphileLogger = new Logger(() => (level, message) => {
  if (level === "error") log().error({ event: "worker", message });
});

/** Payloads come from a table, so they are validated like any input. A failing job is logged once per try. */
function taskList(): TaskList {
  const list: TaskList = {};
  for (const name of Object.keys(TASKS).filter(isTaskName))
    list[name] = (payload, { job }) => runTask(name, payload, job.attempts >= job.max_attempts);
  return list;
}

async function runTask(name: TaskName, payload: unknown, isLastTry: boolean): Promise<void> {
  const { _cron, ...ids } = (payload ?? {}) as Record<string, unknown>;
  const parsed = TASKS[name].parse(ids);
  const started = Date.now();
  try {
    // Mails carry the name of the site.
    await recentSite();
    // The runners are typed by name; this pair was checked at run time.
    await (TASK_RUNNERS[name] as (payload: unknown) => Promise<void>)(parsed);
    log().info({ event: "job.done", task: name, ms: Date.now() - started });
  } catch (error) {
    const described = describeError(error);
    log().error({ event: "job.failed", task: name, ...described });
    if (isLastTry) await countLastTry(error);
    // The queue stores and logs this message, so it must not contain a query's parameters, which the original
    // error does.
    throw new Error(`${described.kind}: ${described.reason ?? "no message"}`);
  }
}

/** Queues a job that writes derived data again, if another version of the product wrote them, or none did yet. */
async function renew(isCurrent: boolean, task: "reindex-search" | "rebuild-projections"): Promise<void> {
  if (isCurrent) return;
  await db().transaction((tx) => queueJob(tx, { task, payload: {}, key: task }));
}

/** Starts the worker in this process; `stop()` waits for running jobs. */
export async function startWorker(): Promise<Runner> {
  await renew(await areProjectionsCurrent(), "rebuild-projections");
  await renew(await isSearchCurrent(), "reindex-search");
  await queueFirstDump();
  return run({
    pgPool: pool(),
    taskList: taskList(),
    concurrency: 2,
    noHandleSignals: true,
    crontab: CRONTAB,
    logger: quiet,
  });
}

/** Runs all due jobs and returns how many succeeded and failed; for tests and the operator. */
export async function runDueJobs(): Promise<{ done: number; failed: number }> {
  const events = new EventEmitter();
  let [done, failed] = [0, 0];
  events.on("job:success", () => (done += 1));
  events.on("job:error", () => (failed += 1));
  const options = {
    pgPool: pool(),
    taskList: taskList(),
    concurrency: 1,
    noHandleSignals: true,
    logger: quiet,
    events,
  };
  // The next job of a queue can be taken a moment after the one before has ended: too late for a run that finds none.
  for (let before = -1; before !== done + failed; ) {
    before = done + failed;
    await runOnce(options);
  }
  return { done, failed };
}
