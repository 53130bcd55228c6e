import { expect, it } from "vitest";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import { madeCategory, messageTwice, openedTopic } from "@/tests/support/topics";
import * as restrictions from "../restrictions/route";
import * as overseen from "./[slug]/[number]/route";

useDatabase();

const ask = asker([
  [/^\/moderation\/discussions\/(?<slug>[^/]+)\/(?<number>[^/]+)$/, overseen],
  [/^\/moderation\/restrictions$/, restrictions],
]);

/** A topic whose first message was changed. Returns the address of its first revision for moderators. */
async function named(): Promise<string> {
  const author = await makeActor("trusted");
  await madeCategory();
  const { slug } = await openedTopic(author, { text: "The suspect is called Rufus Bloom." });
  return messageTwice(author, slug);
}

it("hides a revision of a first message and shows it again", async () => {
  setEnvironment({ RATE_LIMITS: "off" });
  const at = await named();
  const as = await makeActor("moderator");
  const page = await ask(at, { as });
  expect(page.body).toContain("Rufus Bloom");
  expect(page.body).toContain("First message of the topic");
  const form = { form: "hide", text: "on", reason: "It names a suspect" };
  expect((await ask(at, { as, form })).to).toBe(`${at}?done=hidden`);
  const list = (await ask("/moderation/restrictions", { as })).body;
  expect(list).toContain(`href="${at}"`);
  expect(list).toContain("First message of the topic");
  expect((await ask(at, { as, form: { form: "show" } })).to).toBe(`${at}?done=shown`);
});

it("refuses to hide the current message, and members altogether", async () => {
  const at = await named();
  const current = at.replace(/1$/, "2");
  const form = { form: "hide", text: "on", reason: "It names a suspect" };
  expect((await ask(current, { as: await makeActor("moderator"), form })).status).toBe(409);
  expect((await ask(at, { as: await makeActor("trusted") })).status).toBe(403);
  expect((await ask("/moderation/discussions/999/1", { as: await makeActor("moderator") })).status).toBe(404);
  expect((await ask("/moderation/discussions/x/1", { as: await makeActor("moderator") })).status).toBe(404);
});
