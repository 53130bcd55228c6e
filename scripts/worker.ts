import { closeDatabase } from "@/db/client";
import { startWorker } from "@/lib/jobs/worker";
import { describeError, log } from "@/lib/log";

/** Runs the worker process, which does the queued and recurring jobs. Drains on SIGTERM. */
async function main(): Promise<void> {
  const runner = await startWorker();
  log().info({ event: "worker.ready" });
  process.send?.("ready");
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(0), 25_000).unref();
    await runner.stop();
    await closeDatabase();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  // Exit when the parent dies; nobody else would stop us.
  process.on("disconnect", stop);
  await runner.promise;
}

process.on("unhandledRejection", (error) => log().error({ event: "unhandled", ...describeError(error) }));

main().catch((error: unknown) => {
  log().fatal({ event: "worker.failed", ...describeError(error) });
  process.exit(1);
});
