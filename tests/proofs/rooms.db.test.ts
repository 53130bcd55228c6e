import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { addToRoom, removeFromRoom, roomCommands, roomReplies } from "@/lib/discussions";
import { ChangeTopic } from "@/lib/discussions/model";
import { takeBytes } from "@/lib/files/bytes";
import { runDueJobs } from "@/lib/jobs/worker";
import { transact } from "@/lib/transact";
import { setWatch } from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { useFileDoor } from "@/tests/support/file-door";
import { by, makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { madeCategory, openedTopic, replied, topicFields } from "@/tests/support/topics";
import { type Door, knock, listDoors } from "./doors";

/*
 * A restricted room is a secret: everything in it has marker words, which are looked for at every endpoint that answers
 * GET, for every kind of reader who may not read the room. Its reader finds them, which proves that the search works. And
 * what visitors get is, byte for byte, what they got before the room was there.
 */
useDatabase({ keep: true });
process.env.RATE_LIMITS = "off";
process.env.DATABASE_URL ??= "postgres://placeholder";
const { ask } = useFileDoor();

/** Every endpoint is requested for each kind of reader. */
const LONG = 300_000;

const ROOM = "Ottoline Periwinkle";
const TITLE = "Quintessa Vermilion";
const TEXT = "Barnaby Chrysanthemum";
const FIRST = "Thaddeus Marigold";
const REPLY = "Philippa Snapdragon";
const FIRST_REPLY = "Rosamund Larkspur";
const HIDDEN = "Cornelius Foxglove";
const FILE_NAME = "Evangeline Hollyhock";
const FILE_TEXT = "Leopold Candytuft";
const MARKERS = [ROOM, TITLE, TEXT, FIRST, REPLY, FIRST_REPLY, HIDDEN, FILE_NAME, FILE_TEXT];

const doors = (await listDoors()).filter(
  ({ method, file }) => method === "GET" && !file.includes("[...nextauth]"),
);

let admin: Actor;
let insider: Actor;
let outsiders: Record<string, Actor | null>;
const NO_ID = "01890a5d-ac96-774b-bcce-b302099a8057";
/** Known only once the reply is written; the same for every request afterwards. */
let reply = NO_ID;
let fileId = NO_ID;
let before: Map<string, Drawn>;

const SEARCHES: Record<string, string[]> = {
  "search/route": MARKERS.map((marker) => `?q=${marker.split(" ")[0]}`),
  "suggestions/route": MARKERS.map((marker) => `?q=${marker.split(" ")[0]}`),
  "watchlist/watch/route": ["?of=room:1", "?of=room:2"],
  "api/me/route": ["?of=room:1", "?of=profile:senegal", "?topics=room:1,room:2"],
  "me/discussions/route": ["?list=new", "?list=unread", "?category=joint-team"],
  "discussions/route": ["", "?country=senegal", "?topic=electronic-evidence", "?list=new"],
  "discussions/feed.xml/route": ["", "?country=senegal"],
  "discussions/new/route": ["?about=room:1", "?category=joint-team"],
  "diff/route": ["?to=2", "?from=1&to=2", "?from=0&to=1&view=split"],
  "[title]/route": ["", "?all=1", "?page=1"],
  "signin/route": ["?next=/rooms/t/1", "?next=/watchlist/watch?of=room:1", "?next=/rooms/joint-team"],
};

/** The slugs that an endpoint is asked for: those of the room's topics, and of the country that they are about. */
const slugsOf = ({ file }: Door) => (file.includes("[slug]") ? ["1", "2", "senegal", "joint-team"] : ["1"]);

function* requestsOf(door: Door) {
  const key = Object.keys(SEARCHES).find((end) => door.file.includes(end));
  for (const slug of slugsOf(door))
    for (const search of (key && SEARCHES[key]) || [""])
      for (const number of door.file.includes("[number]") ? ["1", "2"] : ["1"])
        yield {
          search,
          place: {
            slug,
            number,
            section: "laws",
            category: "joint-team",
            title: "quintessa-vermilion-and-the-evidence",
            handle: insider.handle,
            id: reply,
            instrument: "185",
            article: "19",
            answer: "19@1",
            rest: "x",
            token: "x".repeat(32),
          },
        };
}

/** Lists where a reader finds a marker. The words of a search are repeated on its page, so only the second counts. */
async function soughtBy(as: Actor | null): Promise<string[]> {
  const found = new Set<string>();
  // Documents are the same for everyone.
  for (const door of doors.filter(({ kind }) => as === null || kind !== "document"))
    for (const request of requestsOf(door)) {
      const { body, to } = await knock(door, { as, ...request });
      for (const marker of MARKERS)
        if (`${body} ${to}`.includes(marker.split(" ")[1] ?? "")) found.add(door.file);
    }
  return [...found].sort();
}

/** Their forms have values that are drawn anew each time. */
const DRAWN_ANEW = /\/(?:contact|join)\/route|\[locale\]\/report\/route/;

interface Drawn {
  /** Missing if anything was being written while it was drawn, in any database of the server: then it is not stored. */
  etag: string | null;
  rest: string;
}

/** Returns what visitors get at every document, with the time of its last change. */
async function documentsOf(id: string): Promise<Map<string, Drawn>> {
  const answers = new Map<string, Drawn>();
  for (const door of doors.filter(({ kind, file }) => kind === "document" && !DRAWN_ANEW.test(file)))
    for (const { search, place } of requestsOf(door)) {
      const request = { search, place: { ...place, id } };
      const { body, status, headers } = await knock(door, { as: null, ...request });
      const key = `${door.file} ${request.place.slug} ${request.place.number} ${request.search}`;
      const rest = `${status} ${headers.get("last-modified")}\n${body}`;
      answers.set(key, { etag: headers.get("etag") || null, rest });
    }
  return answers;
}

async function fillRoom(): Promise<void> {
  await madeCategory({
    slug: "joint-team",
    audience: "group",
    name_en: ROOM,
    description_en: `${ROOM} speaks here`,
    name_fr: ROOM,
  });
  const list = (handle: string) =>
    transact(by(admin), (ctx) => addToRoom(ctx, { slug: "joint-team", handle }));
  const former = outsiders.former as Actor;
  for (const { handle } of [insider, former]) await list(handle);
  const given = {
    category: "joint-team",
    title: `${TITLE} and the evidence`,
    text: `${FIRST} asked first. See /countries/senegal and [the law](/countries/senegal#laws).`,
    countries: ["SN"],
    about: "profile:senegal",
  };
  const { slug } = await openedTopic(insider, given, "rooms");
  expect(slug).toBe("1");
  await transact(by(former), (ctx) =>
    setWatch(ctx, { of: { kind: "room", slug }, level: "watching", show: undefined }),
  );
  const change = { ...topicFields(given), slug, base: "1", text: `${TEXT} asks.`, summary: TEXT };
  await transact(by(insider), (ctx) => roomCommands.change(ctx, ChangeTopic.parse(change)));
  const everybody = Object.values(outsiders).flatMap((one) => (one ? [`@${one.handle}`] : []));
  reply = await replied(former, slug, `${FIRST_REPLY} answered ${everybody.join(" ")}.`, null, "rooms");
  await transact(by(former), (ctx) =>
    roomReplies.edit(ctx, { slug, id: reply, text: `${REPLY} answered ${everybody.join(" ")}.` }),
  );
  await replyWithFile(slug);
  await transact(by(insider), (ctx) => roomReplies.react(ctx, { slug, id: reply, give: "useful" }));
  await transact(by(insider), (ctx) => roomCommands.accept(ctx, { slug, reply: 1 }));
  await openedTopic(insider, { ...given, title: `${HIDDEN} was here`, clientToken: randomUUID() }, "rooms");
  await transact(by(admin), (ctx) => roomCommands.hide(ctx, { slug: "2", reason: `${HIDDEN} is a suspect` }));
  await transact(by(admin), (ctx) => removeFromRoom(ctx, { slug: "joint-team", handle: former.handle }));
  await runDueJobs();
}

/** Replies to the reply, with a file whose name and content are markers. */
async function replyWithFile(slug: string): Promise<void> {
  const given = { name: `${FILE_NAME}.txt`, bytes: Buffer.from(`${FILE_TEXT} signed the warrant.\n`) };
  const taken = await takeBytes(by(insider), given);
  if (!("fileId" in taken)) throw new Error(`the file was refused: ${taken.refusal}`);
  fileId = taken.fileId;
  const text = `I agree with ${REPLY}.`;
  const written = { slug, text, parent: reply, clientToken: randomUUID(), files: [fileId] };
  await transact(by(insider), (ctx) => roomReplies.write(ctx, written));
}

/** Says what changed of an answer, from a little before the first different character. */
function changeOf(key: string, was: Drawn | undefined, is: Drawn): string[] {
  if (!was) return [`${key}: is new`];
  if (was.rest === is.rest)
    return was.etag && is.etag && was.etag !== is.etag ? [`${key}: another etag`] : [];
  let at = 0;
  while (was.rest[at] === is.rest[at]) at += 1;
  const around = ({ rest }: Drawn) => rest.slice(Math.max(0, at - 60), at + 60);
  return [`${key}: “${around(was)}” became “${around(is)}”`];
}

beforeAll(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  admin = await makeActor("administrator");
  insider = await makeActor("trusted");
  outsiders = {
    visitor: null,
    member: await makeActor(),
    trusted: await makeActor("trusted"),
    practitioner: await makeActor("practitioner"),
    focal: await makeActor("focal-point"),
    /** On the list while the topic was written, and not any more. */
    former: await makeActor("trusted"),
  };
  await madeCategory();
  await openedTopic(insider, { countries: ["SN"] });
  // The mails and searches of these members are there before, so that only the room makes a difference.
  await runDueJobs();
  before = await documentsOf(NO_ID);
  await fillRoom();
}, LONG);

describe("a restricted room", () => {
  it(
    "is found by those who may read it",
    async () => {
      expect(await soughtBy(insider)).toEqual([
        "app/[locale]/me/discussions/route.tsx",
        "app/[locale]/me/search/route.tsx",
        "app/[locale]/me/uploads/route.tsx",
        "app/[locale]/notifications/route.tsx",
        "app/[locale]/rooms/[category]/route.tsx",
        "app/[locale]/rooms/new/route.tsx",
        "app/[locale]/rooms/route.tsx",
        "app/[locale]/rooms/t/[slug]/[title]/route.tsx",
        "app/[locale]/rooms/t/[slug]/comment/route.tsx",
        "app/[locale]/rooms/t/[slug]/comments/[id]/reactions/route.tsx",
        "app/[locale]/rooms/t/[slug]/comments/[id]/route.tsx",
        "app/[locale]/rooms/t/[slug]/comments/[id]/versions/route.tsx",
        "app/[locale]/rooms/t/[slug]/diff/route.tsx",
        "app/[locale]/rooms/t/[slug]/edit/route.tsx",
        "app/[locale]/rooms/t/[slug]/history/route.tsx",
        "app/[locale]/rooms/t/[slug]/manage/route.tsx",
        "app/[locale]/rooms/t/[slug]/polls/route.tsx",
        "app/[locale]/rooms/t/[slug]/revisions/[number]/route.tsx",
        "app/[locale]/watchlist/route.tsx",
        "app/[locale]/watchlist/watch/route.tsx",
        "app/api/v1/suggestions/route.ts",
      ]);
    },
    LONG,
  );

  it(
    "is at no address for anybody else",
    async () => {
      for (const [who, as] of Object.entries(outsiders)) expect([who, await soughtBy(as)]).toEqual([who, []]);
      const token: Actor = { ...insider, sessionId: null, confirmedAt: null, scopes: ["profiles:write"] };
      expect(await soughtBy(token)).toEqual([]);
    },
    LONG,
  );

  it("gives its file to its readers alone, under every address of a file", async () => {
    const addresses = [
      `/files/${fileId}`,
      `/rooms/t/1/files/${fileId}`,
      `/discussions/t/1/files/${fileId}`,
      `/files/${fileId}/pages/1.webp`,
      "/rooms/t/1/files.zip",
    ];
    const named = async (as: Actor | null) => {
      const found: string[] = [];
      for (const path of addresses) {
        const { headers, text } = await ask(path, { as, method: "HEAD" });
        if (`${JSON.stringify(headers)} ${text}`.includes("Hollyhock")) found.push(path);
      }
      return found;
    };
    expect(await named(insider)).toEqual([addresses[0], addresses[1]]);
    for (const as of Object.values(outsiders)) {
      expect(await named(as)).toEqual([]);
      for (const path of addresses) {
        const { status, text } = await ask(path, { as });
        expect([path, status]).toEqual([path, 404]);
        for (const marker of MARKERS) expect(text).not.toContain(marker.split(" ")[1]);
      }
    }
  });

  it(
    "changes nothing that visitors get, and no time of a last change",
    async () => {
      const after = await documentsOf(NO_ID);
      const changed = [...after].flatMap(([key, answer]) => changeOf(key, before.get(key), answer));
      expect(changed).toEqual([]);
    },
    LONG,
  );

  it("answers like an address that does not exist", async () => {
    const rooms = doors.filter(({ file }) => /\[locale\]\/rooms\/(?:\[|t)/.test(file));
    expect(rooms.length).toBeGreaterThan(9);
    for (const door of rooms)
      for (const as of [outsiders.member, outsiders.practitioner, outsiders.former] as const) {
        const place = { id: reply, number: "1", title: "x" };
        const there = await knock(door, {
          as: as ?? null,
          place: { ...place, slug: "1", category: "joint-team" },
        });
        const none = await knock(door, {
          as: as ?? null,
          place: { ...place, slug: "777", category: "no-room-here" },
        });
        const plain = ({ body }: { body: string }) =>
          body
            .replaceAll("/777", "/1")
            .replaceAll("no-room-here", "joint-team")
            // The page offers a search for the words of the address.
            .replaceAll("no room here", "joint team")
            .replaceAll("777", "1");
        expect([door.file, there.status]).toEqual([door.file, 404]);
        expect([door.file, none.status, plain(none)]).toEqual([door.file, 404, plain(there)]);
      }
  });

  it("notified nobody who may not read it, and the former reader's notices do not count", async () => {
    const { rows } = await pool().query(
      `select m.handle, count(*) filter (where n.seen_at is null)::int as unseen
         from notice n join member m on m.id = n.member_id join page p on p.id = n.page_id
        where p.kind = 'room' group by m.handle`,
    );
    const told = new Map(rows.map(({ handle, unseen }) => [handle, unseen]));
    for (const who of ["member", "trusted", "practitioner", "focal"])
      expect([who, told.has(outsiders[who]?.handle ?? "")]).toEqual([who, false]);
    expect(told.get(outsiders.former?.handle)).toBe(0);
    expect(told.get(insider.handle)).toBeGreaterThan(0);
  });
});
