import { parseCrontab } from "graphile-worker";
import { expect, it } from "vitest";
import { TASKS } from "@/lib/core/jobs";
import { CRONTAB } from "./worker";

it("is written as the worker reads it: one line that it does not know keeps the whole worker from starting", () => {
  const tasks = parseCrontab(CRONTAB).map(({ task }) => task);
  expect(tasks).toHaveLength(CRONTAB.split("\n").length);
  expect(tasks.filter((task) => !Object.hasOwn(TASKS, task))).toEqual([]);
});
