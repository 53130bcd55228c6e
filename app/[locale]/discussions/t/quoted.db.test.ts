import { expect, it } from "vitest";
import { topicCommands, topicReplies } from "@/lib/discussions";
import { JoinTopic, MergeTopic } from "@/lib/discussions/care/model";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { madeCategory, openedTopic, replied } from "@/tests/support/topics";
import * as route from "./[slug]/[title]/route";
import * as versions from "./[slug]/comments/[id]/versions/route";

useDatabase();

const ask = asker([
  [/^\/discussions\/t\/(?<slug>[^/]+)\/(?<title>[^/]+)$/, route],
  [/^\/discussions\/t\/(?<slug>[^/]+)\/comments\/(?<id>[^/]+)\/versions$/, versions as Route],
]);

it("stored pages that quote a reply of another topic follow that topic: hidden, shown, and merged", async () => {
  const [ama, ben, mod] = [
    await makeActor("trusted"),
    await makeActor("trusted"),
    await makeActor("moderator"),
  ];
  await madeCategory();
  const [first, second, third] = [
    await openedTopic(ama, { title: "Hash values in court" }),
    await openedTopic(ama, { title: "Tools of the laboratory" }),
    await openedTopic(ama, { title: "Who testifies in court" }),
  ];
  const at = { slug: first.slug };
  await replied(ama, first.slug, "Somebody begins.");
  await replied(ama, first.slug, "Rufus Bloom confessed.");
  const id = await replied(ben, first.slug, "> #2\n> Rufus Bloom confessed.\n\nDid he?");
  const text = "> #2\n> Rufus Bloom confessed.\n\nDid he really?";
  await transact(by(ben), (ctx) => topicReplies.edit(ctx, { ...at, id, text }));
  const moved = JoinTopic.parse({ ...at, into: second.slug, replies: ["3"] });
  await transact(by(mod), (ctx) => topicCommands.join(ctx, moved));

  const pages = [
    `/discussions/t/${second.slug}/comments/${id}/versions`,
    `/discussions/t/${second.slug}/${second.address}`,
  ];
  const bodies = async () => (await Promise.all(pages.map((path) => ask(path)))).map(({ body }) => body);
  const named = async () => (await bodies()).map((body) => body.includes("Rufus Bloom"));
  expect(await named()).toEqual([true, true]);
  await transact(by(mod), (ctx) => topicCommands.hide(ctx, { ...at, reason: "It names a suspect." }));
  expect(await named()).toEqual([false, false]);
  await transact(by(mod), (ctx) => topicCommands.show(ctx, at));
  expect(await named()).toEqual([true, true]);
  await transact(by(mod), (ctx) => topicCommands.merge(ctx, MergeTopic.parse({ ...at, into: third.slug })));
  for (const body of await bodies()) expect(body).toContain(`/discussions/t/${third.slug}?comment=`);
});
