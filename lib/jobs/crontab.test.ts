import { parseCrontab } from "graphile-worker";
import { expect, it } from "vitest";
import { TASKS } from "@/lib/core/jobs";
import { CRONTAB } from "./worker";

it("parses as the worker does; one unknown line would keep the worker from starting", () => {
  const tasks = parseCrontab(CRONTAB).map(({ task }) => task);
  expect(tasks).toHaveLength(CRONTAB.split("\n").length);
  expect(tasks.filter((task) => !Object.hasOwn(TASKS, task))).toEqual([]);
});
