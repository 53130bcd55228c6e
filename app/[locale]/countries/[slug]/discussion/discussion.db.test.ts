import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { readVersion, scope } from "@/lib/core/versions";
import { topicCommands } from "@/lib/discussions";
import { ChangeTopic } from "@/lib/discussions/model";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { madeCategory, openedTopic, replied, topicFields } from "@/tests/support/topics";
import * as profile from "../route";
import * as discussion from "./route";

useDatabase();

const ask = asker([
  [/^\/countries\/(?<slug>[^/]+)$/, profile],
  [/^\/countries\/(?<slug>[^/]+)\/discussion$/, discussion],
]);

let ama: Actor;
beforeEach(async () => {
  ama = await makeActor("trusted");
  await makeProfile({ slug: "ghana", iso2: "GH" });
  await makeProfile({ slug: "senegal", iso2: "SN" });
  await madeCategory();
});

const PAGE = "/countries/ghana/discussion";
const read = async (at = PAGE) => (await ask(at)).body;

describe("the discussion of a country", () => {
  it("is a tab of its profile, and says when there are no topics", async () => {
    expect(await read("/countries/ghana")).toContain('href="/countries/ghana/discussion"');
    const body = await read(PAGE);
    expect(body).toContain("There is no topic about");
    expect(body).toContain('href="/discussions/new?country=ghana"');
    expect(body).toContain('href="/discussions/feed.xml?country=ghana"');
  });

  it("lists topics with its tag and about its profile, and no others", async () => {
    const tagged = await openedTopic(ama);
    const about = await openedTopic(ama, {
      title: "The law of Ghana on traffic data",
      countries: [],
      about: "profile:ghana",
    });
    const elsewhere = await openedTopic(ama, { title: "About Senegal alone", countries: ["SN"] });
    const held = await openedTopic(await makeActor(), { title: "Awaits a moderator" });
    const body = await read();
    for (const { number, address } of [tagged, about])
      expect(body).toContain(`href="/discussions/t/${number}/${address}"`);
    for (const { address } of [elsewhere, held]) expect(body).not.toContain(address);
  });

  it("leads to the list of all topics if there are more", async () => {
    for (let n = 1; n <= 26; n++) await openedTopic(ama, { title: `Question number ${n} on Ghana` });
    const body = await read();
    expect(body).toContain('href="/discussions?country=ghana"');
    expect(body).not.toContain("Question number 1 on Ghana");
    expect(body).toContain("Question number 2 on Ghana");
  });

  it("is found by other names of the country, and not for an unknown one", async () => {
    const answer = await ask("/fr/countries/GH/discussion");
    expect([answer.status, answer.to]).toEqual([308, "/fr/countries/ghana/discussion"]);
    expect((await ask("/countries/atlantis/discussion")).status).toBe(404);
  });
});

describe("it becomes stale", () => {
  const version = () => readVersion([scope.topicsOn("GH")]);
  const changes = async (act: () => Promise<unknown>) => {
    const before = await version();
    await act();
    return (await version()) > before;
  };
  const run = (command: Parameters<typeof transact>[1]) =>
    makeActor("moderator").then((as) => transact(by(as), command));

  it("with a topic about its profile alone: when it opens, is replied to, closed and hidden", async () => {
    let slug = "";
    const open = async () => {
      slug = (await openedTopic(ama, { countries: [], about: "profile:ghana" })).slug;
    };
    expect(await changes(open)).toBe(true);
    expect(await changes(() => replied(ama, slug))).toBe(true);
    expect(await changes(() => run((ctx) => topicCommands.close(ctx, { slug, isClosed: true })))).toBe(true);
    expect(
      await changes(() => run((ctx) => topicCommands.hide(ctx, { slug, reason: "It names a suspect" }))),
    ).toBe(true);
  });

  it("when a topic loses its tag", async () => {
    const { slug } = await openedTopic(ama);
    const { about: _, ...fields } = topicFields({ countries: ["SN"] }) as Record<string, unknown>;
    const input = ChangeTopic.parse({ ...fields, slug, text: undefined });
    expect(await changes(() => transact(by(ama), (ctx) => topicCommands.change(ctx, input)))).toBe(true);
    expect(await read()).toContain("There is no topic about");
    expect(await changes(() => replied(ama, slug))).toBe(false);
  });
});

it("a reply makes the lists of topics stale, which show the newest", async () => {
  const { slug } = await openedTopic(ama);
  const before = await readVersion([scope.discussions]);
  await replied(ama, slug);
  expect(await readVersion([scope.discussions])).toBeGreaterThan(before);
});
