import { expect, it } from "vitest";
import { ChangeNoticeSettings } from "@/lib/notices/forms/model";
import { isReport, noticeCategories } from "@/lib/notices/model";
import "@/lib/place-kinds";

it("names every invalid field of the notification settings at once", () => {
  const { error } = ChangeNoticeSettings.safeParse({});
  const named = new Set(error?.issues.map(({ path }) => path.join(".")));
  const asked = noticeCategories().filter((name) => !isReport(name));
  expect(asked.length).toBeGreaterThan(3);
  expect([...named].sort()).toEqual(["dailyCap", "ownEdits", ...asked.map((name) => `mail-${name}`)].sort());
  expect(ChangeNoticeSettings.safeParse("no form").success).toBe(false);
});
