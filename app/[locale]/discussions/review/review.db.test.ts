import { expect, it } from "vitest";
import * as queueOfBlog from "@/app/[locale]/blog/review/route";
import { useDatabase } from "@/tests/support/database";
import { madeFilter } from "@/tests/support/filters";
import { makeActor } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import { commented, publishedPost } from "@/tests/support/posts";
import { madeCategory, openedTopic, replied } from "@/tests/support/topics";
import * as review from "./route";

useDatabase();

const ask = asker([
  [/^\/discussions\/review$/, review],
  [/^\/blog\/review$/, queueOfBlog],
]);

it("says that nothing waits, with a place for each part of the queue", async () => {
  const { body } = await ask("/discussions/review", { as: await makeActor("moderator") });
  expect(body).toContain("Nothing is waiting.");
  for (const id of ["topics", "comments"]) expect(body).toContain(`id="${id}"`);
});

it("lists topics and replies of new members", async () => {
  await madeCategory();
  const [member, trusted] = [await makeActor(), await makeActor("trusted")];
  const held = await openedTopic(member, { title: "<b>How long</b> are logs kept?" });
  const { slug } = await openedTopic(trusted);
  const waiting = await replied(member, slug, "In our country the police does.");
  const { body } = await ask("/discussions/review", { as: await makeActor("moderator") });
  expect(body).toContain("2 items are waiting.");
  expect(body).toContain(`href="/discussions/t/${held.number}/manage"`);
  expect(body).toContain("&lt;b&gt;How long&lt;/b&gt; are logs kept?");
  expect(body).toContain(`href="/discussions/t/${slug}/comments/${waiting}"`);
});

it("names the filter that holds a text, with a link for administrators", async () => {
  await madeCategory();
  const id = await madeFilter({ filterName: "Offers <1>" }, "hold");
  await openedTopic(await makeActor("trusted"), { title: "A casino of evidence" });
  await commented(await makeActor("trusted"), await publishedPost(await makeActor()), "Come to my casino");
  for (const path of ["/discussions/review", "/blog/review"]) {
    const { body } = await ask(path, { as: await makeActor("moderator") });
    expect(body).toContain("Waits because of the filter <bdi>Offers &lt;1&gt;</bdi>");
    expect(body).not.toContain("/admin/filters");
    const full = await ask(path, { as: await makeActor("administrator") });
    expect(full.body).toContain(`<a href="/admin/filters/${id}"><bdi>Offers &lt;1&gt;</bdi></a>`);
  }
});

it("is for moderators alone", async () => {
  expect((await ask("/discussions/review", { as: await makeActor("trusted") })).status).toBe(403);
  expect((await ask("/discussions/review")).status).not.toBe(200);
});

it("leaves the comments of the blog to the blog's own list", async () => {
  const slug = await publishedPost(await makeActor());
  const comment = await commented(await makeActor(), slug);
  const as = await makeActor("moderator");
  expect((await ask("/discussions/review", { as })).body).not.toContain(comment);
  expect((await ask("/blog/review", { as })).body).toContain(`/comments/${comment}`);
});
