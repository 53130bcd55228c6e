import type { Actor } from "@/lib/core/actor";
import { publishedMaterial } from "@/tests/support/materials";
import { actorOf, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { publishedPost } from "@/tests/support/posts";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { prose } from "@/tests/support/sections";
import { writeCharter } from "@/tests/support/standing";
import { madeCategory, openedTopic } from "@/tests/support/topics";
import type { Door } from "./doors";

/** The parts of addresses. */
const PLACE = {
  slug: "senegal",
  section: "legislation",
  number: "1",
  handle: "someone",
  kind: "topic",
  id: "01890a5d-ac96-774b-bcce-b302099a8057",
  rest: "x",
  token: "x".repeat(32),
  category: "senegal",
  title: "hash-values-in-court-who-testifies",
  instrument: "185",
  article: "16",
};

/** The slugs of pages that are not about Senegal. */
const SLUGS: readonly [path: string, slug: string][] = [
  ["app/[locale]/[slug]/", "charter"],
  ["app/api/pages/", "charter-en"],
  ["app/[locale]/moderation/pages/", "charter-en"],
  ["app/[locale]/discussions/t/", "1"],
  ["app/[locale]/rooms/t/", "1"],
  ["app/[locale]/moderation/rooms/", "1"],
  ["app/[locale]/moderation/discussions/", "1"],
  ["app/api/topics/", "1"],
];

/** Returns the parts of an endpoint’s address, of pages that `makeReaders` makes. */
export const placeIn = ({ file }: Door) => {
  const [, slug = PLACE.slug] = SLUGS.find(([path]) => file.startsWith(path)) ?? [];
  return { ...PLACE, slug };
};

/** Who asks, in the proofs that ask every endpoint. */
export const READERS = [
  "visitor",
  "unverified",
  "member",
  "token",
  "trusted",
  "dormant",
  "focal",
  "moderator",
  "administrator",
] as const;
export type Readers = Record<(typeof READERS)[number], Actor | null>;

/** Makes a page of each kind at the addresses of `placeIn`, and one reader of each sort. */
export async function makeReaders(): Promise<Readers> {
  const page = await makeProfile({ slug: "senegal", iso2: "SN" });
  for (const text of ["First", "Second"])
    await makeRevision({ pageId: page, key: "legislation", content: prose({ aaaaaa: text }) });
  await publishedPost(await makeActor(), { title: "Senegal" });
  await publishedMaterial(await makeActor("trusted"), { title: "Senegal" });
  await makeMember({ handle: "someone", isPublic: true } as never);
  const unverified = await makeMember({ state: "unverified" as never, verifiedAt: null });
  const dormant = await makeMember();
  await giveRole(dormant.id, "administrator");
  const elsewhere = await makeMember();
  await giveRole(elsewhere.id, "focal-point", "GE");
  const readers = {
    visitor: null,
    unverified: await actorOf(unverified.id).catch(() => null),
    member: await makeActor(),
    token: { ...(await makeActor()), sessionId: null, confirmedAt: null, scopes: ["profiles:write"] },
    trusted: await makeActor("trusted"),
    dormant: await actorOf(dormant.id, { secondFactorAt: null }),
    focal: await actorOf(elsewhere.id),
    moderator: await makeActor("moderator"),
    administrator: await makeActor("administrator"),
  };
  await writeCharter(await makeActor("administrator"), "Of our own.");
  await madeCategory({ slug: "senegal" });
  await openedTopic(await makeActor("trusted"), { category: "senegal" });
  await madeCategory({ slug: "room", audience: "members" });
  await openedTopic(await makeActor("trusted"), { category: "room" }, "rooms");
  return readers;
}
