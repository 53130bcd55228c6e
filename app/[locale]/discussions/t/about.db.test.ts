import { expect, it } from "vitest";
import { topicCommands } from "@/lib/discussions";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import { madeCategory, openedTopic } from "@/tests/support/topics";
import * as route from "./[slug]/[title]/route";

useDatabase();

const ask = asker([[/^\/discussions\/t\/(?<slug>[^/]+)\/(?<title>[^/]+)$/, route]]);

it("a topic about a topic no longer names it once a moderator has hidden that", async () => {
  const ama = await makeActor("trusted");
  await madeCategory();
  const first = await openedTopic(ama, { title: "It names Rufus Bloom, a suspect" });
  const second = await openedTopic(ama, { about: `discussion:${first.slug}` });
  const at = `/discussions/t/${second.slug}/${second.address}`;
  expect((await ask(at)).body).toContain("Rufus Bloom");
  const hidden = { slug: first.slug, reason: "It names a suspect." };
  await transact(by(await makeActor("moderator")), (ctx) => topicCommands.hide(ctx, hidden));
  expect((await ask(at)).body).not.toContain("Rufus Bloom");
});
