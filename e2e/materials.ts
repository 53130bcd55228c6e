import type { Page } from "@playwright/test";

interface Wanted {
  title: string;
  summary: string;
  kind: string;
  level: string;
  access: string;
  handling: string;
  licence: string;
}

/** An exercise for verified practitioners. */
export const RESTRICTED = {
  kind: "exercise",
  level: "advanced",
  access: "practitioners",
  handling: "amber",
  licence: "all-rights",
} as const;

/** Fills in the first form of a material and continues to its files. */
export async function beginMaterial(page: Page, wanted: Wanted): Promise<void> {
  await page.goto("/training/new");
  await page.getByLabel("Title", { exact: true }).fill(wanted.title);
  await page.getByLabel("Summary", { exact: true }).fill(wanted.summary);
  await page.getByLabel("Kind").selectOption(wanted.kind);
  await page.getByLabel("Level").selectOption(wanted.level);
  await page.getByRole("checkbox", { name: "Investigators", exact: true }).check();
  await page.getByRole("checkbox", { name: "Virtual assets" }).check();
  await page.getByLabel("Who may download it").selectOption(wanted.access);
  await page.getByLabel("Handling label").selectOption(wanted.handling);
  await page.getByLabel("Licence").selectOption(wanted.licence);
  await page.getByRole("button", { name: "Continue to the files" }).click();
  await page.waitForURL(/\/edit\?done=started/);
}

/** Fills what a material must say besides before it can be published. */
export async function fillDetails(page: Page, hours = "2"): Promise<void> {
  await page.getByRole("checkbox", { name: "Self-paced" }).check();
  await page.getByLabel("Hours of learning").fill(hours);
  await page.getByRole("checkbox", { name: "It applies everywhere" }).check();
}
