import { z } from "zod";
import { runDueJobs } from "@/lib/jobs/worker";
import { command, say } from "./command";

export const runJobs = command({
  name: "jobs:run",
  about:
    "Runs all due jobs, then exits. Use it where no worker runs, or after an outage. Exit code 1 if a job failed; failed jobs are retried later.",
  input: z.object({}),
  database: true,
  async run() {
    const { done, failed } = await runDueJobs();
    say(`${done} done, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  },
});
