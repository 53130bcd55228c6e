import { expect, it } from "vitest";
import { db } from "@/db/client";
import { textFilter } from "@/db/schema/filters";
import { postComments } from "@/lib/blog";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { madeFilter } from "@/tests/support/filters";
import { by, makeActor } from "@/tests/support/members";
import { commented, publishedPost } from "@/tests/support/posts";
import { madeCategory, openedTopic, topicRow } from "@/tests/support/topics";
import { findHoldNews, listHolders } from ".";

useDatabase();

it("moderators learn which filter holds a comment or topic, its author only the explanation", async () => {
  await madeCategory();
  const [ana, mod, somebody] = [await makeActor(), await makeActor("moderator"), await makeActor("trusted")];
  const slug = await publishedPost(await makeActor());
  await madeFilter({ filterName: "Only logs" });
  const id = await madeFilter({ filterName: "Holds", explanation: "We look at offers first." }, "hold");
  const held = await commented(ana, slug, "Come to my casino");
  // One of a new member waits without a filter.
  const first = await commented(ana, slug, "Hello");
  const topic = (await topicRow((await openedTopic(ana, { title: "A casino of evidence" })).slug)).pageId;
  const holders = [{ id, name: "Holds" }];
  expect(await listHolders(mod, { comments: [held, first], topics: [topic] })).toEqual(
    new Map([
      [held, holders],
      [topic, holders],
    ]),
  );
  expect(await listHolders(somebody, { comments: [held], topics: [topic] })).toEqual(new Map());
  const explanations = ["We look at offers first."];
  expect(await findHoldNews(mod, { comment: held })).toEqual({ holders, explanations });
  for (const at of [{ comment: held }, { topic }])
    expect(await findHoldNews(ana, at)).toEqual({ holders: [], explanations });
  expect(await findHoldNews(somebody, { comment: held })).toBeNull();
  expect(await findHoldNews(ana, { comment: first })).toBeNull();
  // A filter that was set back since is named as well.
  await db().update(textFilter).set({ stage: "log" });
  expect((await listHolders(mod, { topics: [topic] })).get(topic)?.map(({ name }) => name)).toEqual([
    "Holds",
    "Only logs",
  ]);
  await transact(by(mod), (ctx) => postComments.show(ctx, { slug, id: held }));
});
