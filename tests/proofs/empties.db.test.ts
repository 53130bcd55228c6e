import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { saveDraft } from "@/lib/profiles";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { findEmpties } from "@/tests/support/empties";
import { draftMaterial, publishedMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { publishedPost } from "@/tests/support/posts";
import { makeProfile } from "@/tests/support/profiles";
import { law, prose, records, save, source } from "@/tests/support/sections";
import { watches } from "@/tests/support/watching";
import { type Door, knock, listDoors } from "./doors";

/*
 * Every page as every kind of reader gets it, first on a site without content, then with members' content: no
 * value, list, heading or link on it is empty.
 */
useDatabase({ keep: true });
process.env.RATE_LIMITS = "off";
process.env.DATABASE_URL ??= "postgres://placeholder";

const LONG = 300_000;
const ROLES = ["practitioner", "trusted", "focal-point", "moderator", "administrator"] as const;
const READERS = ["visitor", "member", ...ROLES] as const;
type Reader = (typeof READERS)[number];

const pages = (await listDoors()).filter(
  ({ method, kind }) => method === "GET" && kind !== null && kind !== "endpoint" && kind !== "reading",
);
const actors = new Map<Reader, Actor | null>([["visitor", null]]);

beforeAll(async () => {
  actors.set("member", await makeActor());
  for (const role of ROLES) actors.set(role, await makeActor(role));
});

interface Slugs {
  post: string;
  material: string;
}

/** Requests the page of an endpoint as a reader. */
function ask(door: Door, reader: Reader, { post, material }: Slugs) {
  const actor = actors.get(reader) ?? null;
  const { file } = door;
  const slug = /\/(?:blog|posts)\//.test(file)
    ? post
    : /\/(?:training|materials)\//.test(file)
      ? material
      : "senegal";
  const handle = file.includes("/admin/") ? actors.get("member")?.handle : actor?.handle;
  return knock(door, {
    as: actor,
    place: {
      slug,
      handle: handle ?? "nobody",
      section: "legislation",
      number: "1",
      id: randomUUID(),
      instrument: "185",
      article: "2",
      answer: "2@1",
      rest: "x",
      token: "x".repeat(32),
    },
  });
}

/** Returns what is empty on the pages of a reader, and the number of pages. */
async function lookAround(reader: Reader, slugs: Slugs): Promise<{ empties: string[]; count: number }> {
  const empties: string[] = [];
  let count = 0;
  for (const door of pages) {
    const { status, headers, body } = await ask(door, reader, slugs);
    if (status >= 500) empties.push(`${door.file}: ${status}`);
    if (!headers.get("content-type")?.startsWith("text/html")) continue;
    if (status === 200) count += 1;
    empties.push(...findEmpties(body).map((empty) => `${door.file}: ${empty}`));
  }
  return { empties, count };
}

/** Pages for members, besides those for visitors. */
const MORE = { member: 10, administrator: 30 };

async function looksRight(slugs: Slugs): Promise<void> {
  const found = new Map<string, string[]>();
  const counts = new Map<Reader, number>();
  for (const reader of READERS) {
    const { empties, count } = await lookAround(reader, slugs);
    counts.set(reader, count);
    if (empties.length > 0) found.set(reader, empties);
  }
  expect(Object.fromEntries(found)).toEqual({});
  // Checks that pages were drawn, not only redirects to sign-in.
  for (const [reader, more] of Object.entries(MORE))
    expect(counts.get(reader as Reader)).toBeGreaterThanOrEqual((counts.get("visitor") ?? 0) + more);
}

describe("the pages of every kind of reader", () => {
  it(
    "have nothing empty before anything is written",
    async () => {
      await looksRight({ post: "none-yet", material: "none-yet" });
    },
    LONG,
  );

  it(
    "have nothing empty once there is content and something is pending",
    async () => {
      await makeProfile({ slug: "senegal", iso2: "SN", iso3: "SEN" });
      const trusted = actors.get("trusted") as Actor;
      const member = actors.get("member") as Actor;
      const text = (words: string) => prose({ aaaaaa: words });
      const newSources = [source("gazette", "Gazette")];
      const first = await save(trusted, { content: text("One. [gazette]"), newSources });
      await save(trusted, { section: "laws", content: records(law("act")) });
      await save(trusted, { lang: "fr", follows: Number(first.number), content: text("Un.") });
      await save(member, { base: first.number, content: text("One, proposed.") });
      const draft = { slug: "senegal", section: "policies" as const, base: null, summary: "", sequence: 1 };
      for (const [, actor] of actors)
        if (actor) {
          await watches(actor, "profile:senegal");
          await transact(by(actor), (ctx) =>
            saveDraft(ctx, { ...draft, force: false, content: text("Draft.") }),
          );
        }
      await save(trusted, { section: "institutions", content: records() });
      const post = await publishedPost(member, { title: "On Senegal" });
      const material = await publishedMaterial(trusted, { title: "A guide" });
      await draftMaterial(member, { title: "A draft" });
      await looksRight({ post, material: material.slug });
    },
    LONG,
  );
});
