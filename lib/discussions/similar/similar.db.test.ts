import { beforeEach, expect, it } from "vitest";
import { GET } from "@/app/api/me/similar/route";
import type { Actor } from "@/lib/core/actor";
import { findSimilar } from "@/lib/discussions";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { prose, refusal, save } from "@/tests/support/sections";
import { madeCategory, openedTopic } from "@/tests/support/topics";
import { SimilarQuery } from "./model";

useDatabase();

let asker: Actor;
let reader: Actor;
let stranger: Actor;

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  [asker, reader, stranger] = [
    await makeActor("trusted", "practitioner"),
    await makeActor("practitioner"),
    await makeActor(),
  ];
  await madeCategory();
  await madeCategory({ slug: "joint-team", name_en: "Joint team", audience: "practitioners" });
});

const similar = async (actor: Actor | null, q: string, given: object = {}) => {
  const found = await findSimilar(actor, SimilarQuery.parse({ q, ...given }));
  return { topics: found.topics.map(({ href }) => href), sections: found.sections.length };
};

it("finds topics and sections with the words of a title, with some of them, and in another language", async () => {
  const { number } = await openedTopic(asker, { title: "Who explains electronic evidence to the court?" });
  await save(asker, {
    section: "procedural-law",
    content: prose({ aaaaaa: "Courts admit electronic evidence." }),
  });
  for (const [title, lang] of [
    ["Electronic evidence in court", "en"],
    ["Electronic evidence of a ransomware attack", "en"],
    ["La preuve électronique", "fr"],
  ]) {
    const found = await similar(reader, title ?? "", { lang });
    expect(found.topics, title).toEqual([expect.stringContaining(`/t/${number}/`)]);
    expect(found.sections, title).toBeGreaterThan(0);
  }
  expect(await similar(reader, "Maritime boundary disputes")).toEqual({ topics: [], sections: 0 });
});

it("names topics of a room only in rooms, and only to its readers", async () => {
  await openedTopic(asker, { category: "joint-team", title: "Marmalade seizure procedure" }, "rooms");
  const title = "Marmalade seizure";
  const inRooms = { area: "rooms" };
  expect((await similar(reader, title, inRooms)).topics).toHaveLength(1);
  expect((await similar(stranger, title, inRooms)).topics).toEqual([]);
  expect((await similar(reader, title)).topics).toEqual([]);
});

it("is for members, and for titles of some length", async () => {
  expect(await refusal(similar(null, "Electronic evidence"))).toMatchObject({ code: "unauthenticated" });
  expect(SimilarQuery.safeParse({ q: "Short" }).success).toBe(false);
  expect(SimilarQuery.safeParse({ q: "x".repeat(201) }).success).toBe(false);
});

it("is limited as the search is", () => {
  expect(GET.octopus).toMatchObject({ spec: { limit: "search" } });
});
