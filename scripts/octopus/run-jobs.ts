import { z } from "zod";
import { runDueJobs } from "@/lib/jobs/worker";
import { command, say } from "./command";

export const runJobs = command({
  name: "jobs:run",
  about:
    "Runs every job that is due, then ends. For where no worker runs, and after an outage. Exit code 1 when one failed; it is tried again later.",
  input: z.object({}),
  database: true,
  async run() {
    const { done, failed } = await runDueJobs();
    say(`${done} done, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  },
});
