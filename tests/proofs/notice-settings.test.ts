import { expect, it } from "vitest";
import { ChangeNoticeSettings } from "@/lib/notices/forms/model";
import { isReport, noticeCategories } from "@/lib/notices/model";
import "@/lib/place-kinds";

it("names every invalid field of the notification settings at once", () => {
  const asked = noticeCategories().filter((name) => !isReport(name));
  expect(asked.length).toBeGreaterThan(3);
  const typed = Object.fromEntries(asked.map((name) => [`mail-${name}`, "at noon"]));
  const { error } = ChangeNoticeSettings.safeParse(typed);
  const named = new Set(error?.issues.map(({ path }) => path.join(".")));
  expect([...named].sort()).toEqual(["dailyCap", "ownEdits", ...asked.map((name) => `mail-${name}`)].sort());
  // A category that the form lacks keeps its setting.
  const without = ChangeNoticeSettings.safeParse({}).error?.issues.map(({ path }) => path.join("."));
  expect(without?.sort()).toEqual(["dailyCap", "ownEdits"]);
  expect(ChangeNoticeSettings.safeParse("no form").success).toBe(false);
});
