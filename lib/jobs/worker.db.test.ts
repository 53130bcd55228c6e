import { describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { newId } from "@/lib/core/id";
import { queueJob } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { runDueJobs } from "./worker";

useDatabase();

describe("failing job", () => {
  it("is stored with its error, without the query's parameters", async () => {
    const reportId = newId();
    await db().transaction((tx) => queueJob(tx, { task: "mail-report", payload: { reportId } }));
    await pool().query("alter table error_report rename to error_report_gone");
    try {
      expect(await runDueJobs()).toEqual({ done: 0, failed: 1 });
    } finally {
      await pool().query("alter table error_report_gone rename to error_report");
    }
    // The queue stores the error after the event is emitted.
    const kept = async () => {
      const { rows } = await pool().query<{ last_error: string | null }>(
        "select last_error from graphile_worker._private_jobs",
      );
      return rows.map((row) => row.last_error ?? "");
    };
    await expect
      .poll(kept)
      .toEqual([expect.stringMatching(/^\w*Error: relation "error_report" does not exist/)]);
    expect((await kept()).join()).not.toContain(reportId);
  });
});
