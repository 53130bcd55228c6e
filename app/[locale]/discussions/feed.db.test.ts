import { beforeEach, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { topicCommands } from "@/lib/discussions";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { madeCategory, openedTopic, replied, topicRow } from "@/tests/support/topics";
import * as feed from "./feed.xml/route";

useDatabase();

const ask = asker([[/^\/discussions\/feed\.xml$/, feed]]);
const titlesIn = (body: string) =>
  [...body.matchAll(/<entry.*?<title>([^<]*)<\/title>/g)].map((match) => match[1]);

let ama: Actor;
beforeEach(async () => {
  ama = await makeActor("trusted");
  await madeCategory();
});

it("has the newest topics with their first messages, whatever was replied since", async () => {
  const first = await openedTopic(ama, {
    text: "See [the guide](/help) & <b>ask</b>, or https://example.org/x.",
  });
  await openedTopic(ama, { title: "A second question to all" });
  await replied(ama, first.slug);
  const { body, headers } = await ask("/fr/discussions/feed.xml");
  expect(headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
  expect(titlesIn(body)).toEqual(["A second question to all", "Hash values in court: who testifies?"]);
  const { pageId } = await topicRow(first.slug);
  expect(body).toContain(`<id>tag:localhost,2026:discussions/${pageId}</id>`);
  expect(body).toContain(`href="http://localhost:3000/fr/discussions/t/${first.number}/${first.address}"`);
  expect(body).toContain("&lt;p&gt;See &lt;a href=&quot;http://localhost:3000/fr/help&quot;");
  expect(body).toContain("&amp;lt;b&amp;gt;ask");
  expect(body).not.toContain("the examiner does");
});

it("leaves out topics that wait or are hidden", async () => {
  await openedTopic(await makeActor(), { title: "Awaits a moderator" });
  const { slug } = await openedTopic(ama, { title: "Names a suspect here" });
  const moderator = await makeActor("moderator");
  await transact(by(moderator), (ctx) => topicCommands.hide(ctx, { slug, reason: "It names a suspect" }));
  const closed = await openedTopic(ama, { title: "Closed but readable" });
  await transact(by(moderator), (ctx) => topicCommands.close(ctx, { slug: closed.slug, isClosed: true }));
  expect(titlesIn((await ask("/discussions/feed.xml")).body)).toEqual(["Closed but readable"]);
});

it("is filtered by topic, country and article, and refuses what it does not know", async () => {
  await makeProfile({ slug: "ghana", iso2: "GH" });
  await openedTopic(ama, { title: "About Ghana alone", topics: [], articles: [] });
  await openedTopic(ama, { title: "About an article", topics: [], countries: [], articles: ["185:16"] });
  await openedTopic(ama, {
    title: "About virtual assets",
    topics: ["legislation"],
    countries: [],
    articles: [],
  });
  const found = async (query: string) => titlesIn((await ask(`/discussions/feed.xml?${query}`)).body);
  expect(await found("country=ghana")).toEqual(["About Ghana alone"]);
  expect(await found("article=185:16")).toEqual(["About an article"]);
  expect(await found("topic=legislation")).toEqual(["About virtual assets"]);
  expect(await found("topic=legislation&country=ghana")).toEqual([]);
  for (const query of ["country=atlantis", "topic=none", "article=185:999"]) {
    expect([query, (await ask(`/discussions/feed.xml?${query}`)).status]).toEqual([query, 400]);
  }
});
