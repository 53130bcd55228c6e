import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { file, fileObject, fileText } from "@/db/schema/files";
import { leaveByline, publishPost, savePost } from "@/lib/blog";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { addToRoom, removeFromRoom, roomReplies, topicCommands, topicReplies } from "@/lib/discussions";
import type { TopicArea } from "@/lib/discussions/areas/model";
import { RoomMember } from "@/lib/discussions/categories/model";
import { newKey } from "@/lib/files/keys";
import { collectOwnData } from "@/lib/personal-data";
import { storage } from "@/lib/storage/open";
import { bytesSource } from "@/lib/storage/sources";
import {
  askAccess,
  decideRequest,
  findTextFor,
  listOpenRequests,
  publishMaterial,
  removeMaterial,
  retractMaterial,
  revokeAccess,
  saveFiles,
  saveMaterial,
  submitMaterial,
} from "@/lib/training";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { keep, useFileDoor } from "@/tests/support/file-door";
import { describedMaterial, filesOf, savedMaterial, startedMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { savedPost, signed, startedPost } from "@/tests/support/posts";
import { find } from "@/tests/support/search";
import { madeCategory, openedTopic } from "@/tests/support/topics";
import { type Door, knock, listDoors } from "./doors";

/*
 * Who may have and use a file: by where it is used and in which state that is, by role and by relation, at
 * every endpoint that sends a file's bytes, pictures or text, and every one that uses it. The expectations
 * are written here and reviewed by a person; the policy is not consulted.
 */
useDatabase({ keep: true });
process.env.RATE_LIMITS = "off";
const { ask } = useFileDoor();

const PEOPLE = [
  "visitor",
  /** A member without any relation to the files. */
  "none",
  /** An author of something else, with a different file. */
  "otherWriter",
  /** Has individual access to the files of another restricted material. */
  "grantedOther",
  /** Has individual access to the files of the restricted material. */
  "granted",
  /** Had the same access until it was ended. */
  "formerGranted",
  /** A former author of the draft post. */
  "formerWriter",
  /** An author of the draft post. */
  "writer",
  "trusted",
  "practitioner",
  /** Trusted and a practitioner: reviews restricted materials. */
  "reviewer",
  "moderator",
  "administrator",
  /** Owns the materials and the posts, and uploaded their files. */
  "uploader",
] as const;
type Person = (typeof PEOPLE)[number];

const MEMBERS = PEOPLE.filter((one) => one !== "visitor");
const STAFF: Person[] = ["moderator", "administrator"];
const REVIEWERS: Person[] = ["trusted", "reviewer", ...STAFF];
const PRACTITIONERS: Person[] = ["practitioner", "reviewer", "administrator"];

interface State {
  /** Creates it. Returns the path of the page that uses the file. */
  make: () => Promise<string>;
  /** Who may download it, besides the uploader. */
  has: readonly Person[];
  /** Who may use it in their own restricted content, besides the uploader. */
  uses: readonly Person[];
  /** Who may use it in content open to everyone. */
  opens: readonly Person[];
  /** Who may change the material's files. */
  replaces?: readonly Person[];
  /** Whether its access is for practitioners: each view is recorded. */
  isRestricted?: true;
  /** Whether not even its uploader may use it elsewhere. */
  stays?: true;
  /** Whether its text can be read and found by those who have the file. */
  isRead?: true;
  /** Who can read the transcript beside it on some page, if different from those who have the file. */
  hears?: readonly Person[];
}

const actors = new Map<Person, Actor | null>();
const actor = (person: Person): Actor => {
  const found = actors.get(person);
  if (!found) throw new Error(`${person} is nobody in particular`);
  return found;
};
let fileId = "";
let word = "";
/** A video beside the file, and its transcript. */
let talkId = "";
let saidId = "";

const RESTRICTED = { access: "practitioners", tlp: "amber" };
const asUploader = <T>(run: (ctx: Parameters<Parameters<typeof transact>[1]>[0]) => Promise<T>) =>
  transact(by(actor("uploader")), run);

const filesWithTalk = (slug: string, ids: readonly string[], parts: readonly string[]) =>
  filesOf(slug, [...ids, talkId, saidId], { filePart: [...parts, "participants", "transcript"] });

async function draft(given: object = {}, part = "participants"): Promise<string> {
  const slug = await describedMaterial(actor("uploader"), { title: `Guide ${randomUUID()}`, ...given });
  await asUploader((ctx) => saveFiles(ctx, filesWithTalk(slug, [fileId], [part])));
  return slug;
}

async function published(given: object = {}, part?: string): Promise<string> {
  const slug = await draft(given, part);
  if (part) {
    const open = await keep(actor("uploader"), "slides.txt", randomUUID());
    const files = filesWithTalk(slug, [open, fileId], ["participants", part]);
    await asUploader((ctx) => saveFiles(ctx, files));
  }
  await asUploader((ctx) => publishMaterial(ctx, { slug }));
  return slug;
}

/** Creates a published course whose only part is a material. */
async function courseOf(part: string): Promise<string> {
  const title = `Course ${randomUUID()}`;
  const slug = await describedMaterial(actor("uploader"), { title });
  const form = savedMaterial({ slug, title, kind: "course-pack", item: [part], itemNote: [""] });
  await asUploader((ctx) => saveMaterial(ctx, form));
  await asUploader((ctx) => publishMaterial(ctx, { slug }));
  return slug;
}

/** Gives a member individual access to the files of a material. */
async function grantedOn(slug: string, person: Person): Promise<string> {
  await transact(by(actor(person)), (ctx) => askAccess(ctx, { slug, reason: "I train judges in March" }));
  const asked = (await listOpenRequests(actor("uploader"))).find(({ material }) => material.slug === slug);
  const decision = { id: asked?.id ?? "", reason: "For that course", decision: "granted" as const };
  await asUploader((ctx) => decideRequest(ctx, decision));
  return slug;
}

/** Gives a member the files of a material, and ends the access. */
async function endedOn(slug: string, person: Person): Promise<string> {
  await grantedOn(slug, person);
  const end = { slug, memberId: actor(person).id, reason: "The course is over" };
  await asUploader((ctx) => revokeAccess(ctx, end));
  return slug;
}

async function coverOf(step: "draft" | "published"): Promise<string> {
  const author = actor("uploader");
  const coAuthors = [actor("writer"), actor("formerWriter")].map(({ handle }) => handle).join(", ");
  const slug = await startedPost(author, { coverId: fileId, coverAlt: "A map", coAuthors });
  for (const person of ["writer", "formerWriter"] as const) await signed(actor(person), slug);
  const leave = { slug, clientToken: randomUUID() };
  await transact(by(actor("formerWriter")), (ctx) => leaveByline(ctx, leave));
  if (step === "published") await transact(by(actor("moderator")), (ctx) => publishPost(ctx, { slug }));
  return `/blog/${slug}`;
}

/** Attaches the file to a reply: in public, or in a room whose list has the uploader. Returns its id and its topic. */
async function replyWith(area: TopicArea) {
  const name = `of-${randomUUID()}`;
  await madeCategory({ slug: name, ...(area === "rooms" ? { audience: "group" } : {}) });
  if (area === "rooms")
    for (const one of ["uploader", "granted", "formerGranted"] as const) await list(one, name);
  const { slug } = await openedTopic(actor("uploader"), { category: name }, area);
  const { write } = area === "rooms" ? roomReplies : topicReplies;
  const form = {
    slug,
    text: "The form is attached.",
    parent: null,
    clientToken: randomUUID(),
    files: [fileId],
  };
  const { id } = await asUploader((ctx) => write(ctx, form));
  return { id, slug, room: name, place: `/${area}/t/${slug}` };
}

const list = (person: Person, slug: string, command: typeof addToRoom = addToRoom) =>
  transact(by(actor("administrator")), (ctx) =>
    command(ctx, RoomMember.parse({ slug, handle: actor(person).handle })),
  );

const asModerator = <T>(run: (ctx: Parameters<Parameters<typeof transact>[1]>[0]) => Promise<T>) =>
  transact(by(actor("moderator")), run);
const reason = "It names a victim";

const at = async (slug: Promise<string>) => `/training/${await slug}`;

/* Reviewed by a person. */
const STATES: Record<string, State> = {
  "of a published material, open to all": {
    make: () => at(published()),
    has: PEOPLE,
    uses: REVIEWERS,
    opens: [...REVIEWERS, "uploader"],
    replaces: STAFF,
    isRead: true,
  },
  "of a published material for members": {
    make: () => at(published({ access: "members", tlp: "green" })),
    has: MEMBERS,
    uses: REVIEWERS,
    opens: [],
    replaces: STAFF,
    isRead: true,
  },
  "of a published material for practitioners": {
    make: () =>
      at(
        published(RESTRICTED)
          .then((slug) => grantedOn(slug, "granted"))
          .then((slug) => endedOn(slug, "formerGranted")),
      ),
    has: [...PRACTITIONERS, "granted"],
    uses: ["reviewer", "administrator"],
    opens: [],
    replaces: ["administrator"],
    isRead: true,
    isRestricted: true,
  },
  "for trainers, of a published material open to all": {
    make: () => at(published({ trainersAccess: "practitioners" }, "trainers")),
    has: PRACTITIONERS,
    uses: ["reviewer", "administrator"],
    opens: [],
    replaces: ["administrator"],
    isRead: true,
    hears: PEOPLE,
  },
  "of a draft": { make: () => at(draft()), has: STAFF, uses: [], opens: ["uploader"], replaces: STAFF },
  "of a restricted draft": {
    make: () => at(draft(RESTRICTED)),
    has: ["administrator"],
    uses: [],
    opens: [],
    replaces: STAFF,
    isRestricted: true,
  },
  "of a material in review": {
    make: () =>
      at(
        draft()
          .then((slug) => asUploader((ctx) => submitMaterial(ctx, { slug })))
          .then(({ slug }) => slug),
      ),
    has: REVIEWERS,
    uses: [],
    opens: ["uploader"],
    replaces: STAFF,
  },
  "of a restricted material in review": {
    make: () =>
      at(
        draft(RESTRICTED)
          .then((slug) => asUploader((ctx) => submitMaterial(ctx, { slug })))
          .then(({ slug }) => slug),
      ),
    has: ["reviewer", "administrator"],
    uses: [],
    opens: [],
    replaces: STAFF,
    isRestricted: true,
  },
  "of a retracted material": {
    make: () =>
      at(
        published()
          .then((slug) => asUploader((ctx) => retractMaterial(ctx, { slug, reason: "It is out of date." })))
          .then(({ slug }) => slug),
      ),
    has: STAFF,
    uses: [],
    opens: ["uploader"],
  },
  "of a deleted material": {
    make: () =>
      at(
        draft()
          .then((slug) => asUploader((ctx) => removeMaterial(ctx, { slug })))
          .then(({ slug }) => slug),
      ),
    has: [],
    uses: [],
    opens: ["uploader"],
    hears: [],
  },
  "the cover of a draft post": {
    make: () => coverOf("draft"),
    has: [...STAFF, "writer"],
    uses: [],
    opens: ["uploader"],
  },
  "the cover of a published post": {
    make: () => coverOf("published"),
    has: PEOPLE,
    uses: STAFF,
    opens: [...STAFF, "uploader"],
  },
  "in a public reply": {
    make: async () => (await replyWith("discussions")).place,
    has: PEOPLE,
    uses: [],
    opens: ["uploader"],
  },
  "in a hidden reply": {
    make: async () => {
      const { id, slug, place } = await replyWith("discussions");
      await asModerator((ctx) => topicReplies.hide(ctx, { slug, id, reason }));
      return place;
    },
    has: STAFF,
    uses: [],
    opens: ["uploader"],
  },
  "in a reply to a hidden topic": {
    make: async () => {
      const { slug, place } = await replyWith("discussions");
      await asModerator((ctx) => topicCommands.hide(ctx, { slug, reason }));
      return place;
    },
    has: STAFF,
    uses: [],
    opens: ["uploader"],
  },
  "in a reply in a restricted room": {
    make: async () => {
      const { room, place } = await replyWith("rooms");
      await list("formerGranted", room, removeFromRoom);
      return place;
    },
    has: ["granted", ...STAFF],
    uses: [],
    opens: [],
    isRestricted: true,
    stays: true,
  },
  "in a hidden reply in a restricted room": {
    make: async () => {
      const { id, slug, place } = await replyWith("rooms");
      await asModerator((ctx) => roomReplies.hide(ctx, { slug, id, reason }));
      return place;
    },
    has: STAFF,
    uses: [],
    opens: [],
    isRestricted: true,
    stays: true,
  },
  "in a deleted reply": {
    make: async () => {
      const { id, slug } = await replyWith("discussions");
      await asUploader((ctx) => topicReplies.remove(ctx, { slug, id }));
      return "";
    },
    has: [],
    uses: [],
    opens: ["uploader"],
  },
  "used nowhere": { make: async () => "", has: [], uses: [], opens: ["uploader"] },
};

/** Uploads a file with text, a picture of itself and of its first page, and captions. */
async function sentFile(): Promise<string> {
  const id = await keep(actor("uploader"), "guide.png", `bytes ${randomUUID()}`);
  await db().update(file).set({ type: "png", reading: "read", pages: 1 }).where(eq(file.id, id));
  await db()
    .insert(fileText)
    .values({ fileId: id, page: 1, text: `About ${word}.` });
  const picture = { kind: "picture" as const, height: 200, format: "webp" as const };
  for (const of of [
    { ...picture, width: 320 },
    { ...picture, page: 1, width: 960 },
    { kind: "captions" as const },
  ]) {
    const key = newKey(of.kind);
    await (await storage()).put(key, bytesSource(Buffer.from("picture")));
    const row = {
      key,
      fileId: id,
      state: "kept" as const,
      size: 7,
      createdAt: new Date(),
    };
    await db()
      .insert(fileObject)
      .values({ ...row, ...of });
  }
  return id;
}

/** Uploads a video, and a transcript with a distinct word. */
async function sentTalk(): Promise<void> {
  talkId = await keep(actor("uploader"), "talk.webm", randomUUID());
  saidId = await keep(actor("uploader"), "talk.txt", randomUUID());
  await db().update(file).set({ reading: "read", pages: 1 }).where(eq(file.id, saidId));
  await db()
    .insert(fileText)
    .values({ fileId: saidId, page: 1, text: `They say said${word}.` });
}

/** Every page, feed, list and API response about materials, and the search. */
const isAboutFiles = ({ file: at, method }: Door) =>
  method === "GET" &&
  /^app\/(?:\[locale\]\/(?:training\/|search\/|moderation\/materials\/)|api\/(?:v1\/)?materials\/)/.test(at);

/** Returns who can read the transcript at some endpoint, with the endpoints. */
async function readers(slug: string): Promise<Map<Person, string[]>> {
  const found = new Map<Person, string[]>();
  const doors = (await listDoors()).filter(isAboutFiles);
  expect(doors.length).toBeGreaterThan(15);
  for (const person of PEOPLE) {
    for (const door of doors) {
      const asked = {
        as: actors.get(person) ?? null,
        place: { locale: "en", slug, id: saidId, number: "1" },
      };
      const search = door.file.endsWith("/search/route.tsx") ? `?q=said${word}` : "";
      const answer = await knock(door, { ...asked, search });
      // The search page repeats the query.
      const text = answer.body.replaceAll(new RegExp(`(?:value="|q=|“)said${word}`, "g"), "");
      if (text.includes(`said${word}`)) found.set(person, [...(found.get(person) ?? []), door.file]);
    }
  }
  return found;
}

/** Whether this member's view of the transcript was recorded. */
const isNoted = async (person: Person) => {
  const of = sql`${auditEntry.details}->>'fileId' = ${saidId}`;
  const facts = and(eq(auditEntry.fact, "file.downloaded"), eq(auditEntry.actorId, actor(person).id), of);
  return (await db().$count(auditEntry, facts)) > 0;
};

/** The store is emptied before each test; this restores the bytes of its files. */
async function restock(): Promise<void> {
  const store = await storage();
  const rows = await db().select({ key: fileObject.key, size: fileObject.size }).from(fileObject);
  for (const { key, size } of rows) await store.put(key, bytesSource(Buffer.alloc(size)));
}

const isHad = async (path: string, person: Person, headers: Record<string, string> = {}) => {
  const { status } = await ask(path, { as: actors.get(person) ?? null, headers });
  expect([200, 206, 404], `${path} as ${person}`).toContain(status);
  return status !== 404;
};

/** Tries a command and rolls it back. Returns whether it was allowed. */
async function isAllowed(
  person: Person,
  run: (ctx: Parameters<Parameters<typeof transact>[1]>[0]) => Promise<unknown>,
): Promise<boolean> {
  const undone = new Error("taken back");
  try {
    await transact(by(actor(person)), async (ctx) => {
      await run(ctx);
      throw undone;
    });
  } catch (error) {
    if (error === undone) return true;
    if (
      error instanceof DomainError &&
      ["invalid", "forbidden", "not_found", "conflict"].includes(error.code)
    )
      return false;
    throw error;
  }
  throw new Error("nothing was taken back");
}

const who = async (people: readonly Person[], asked: (person: Person) => Promise<boolean>) => {
  const found: Person[] = [];
  for (const person of people) if (await asked(person)) found.push(person);
  return found;
};
const inOrder = (people: readonly Person[]) => PEOPLE.filter((one) => people.includes(one));

beforeAll(async () => {
  const roles: Record<
    Exclude<Person, "visitor">,
    readonly ("trusted" | "practitioner" | "moderator" | "administrator")[]
  > = {
    none: [],
    otherWriter: [],
    grantedOther: [],
    granted: [],
    formerGranted: [],
    formerWriter: [],
    writer: [],
    trusted: ["trusted"],
    practitioner: ["practitioner"],
    reviewer: ["trusted", "practitioner"],
    moderator: ["moderator"],
    administrator: ["administrator"],
    uploader: ["practitioner"],
  };
  for (const person of MEMBERS) actors.set(person, await makeActor(...roles[person]));
  actors.set("visitor", null);
  const own = await keep(actor("otherWriter"), "cover.png", "a cover of one's own");
  await db().update(file).set({ type: "png" }).where(eq(file.id, own));
  await startedPost(actor("otherWriter"), { coverId: own, coverAlt: "A map" });
  fileId = await keep(actor("uploader"), "other.txt", "of another material");
  await sentTalk();
  await grantedOn(await published(RESTRICTED), "grantedOther");
});

describe.each(Object.entries(STATES))("a file %s", (name, state) => {
  const has = inOrder([...state.has, "uploader"]);
  let place = "";
  beforeEach(restock);

  beforeAll(async () => {
    word = `xq${newId()
      .slice(-10)
      .replaceAll(/[^a-z]/g, "z")}${Object.keys(STATES).indexOf(name)}`;
    fileId = await sentFile();
    await sentTalk();
    place = await state.make();
  });

  it("is downloaded whole, in part, as pictures and in an archive by exactly these people", async () => {
    const made = ["pictures/320.webp", "pages/1.webp", "captions.vtt"];
    const doors = [`/files/${fileId}`, ...made.map((name) => `/files/${fileId}/${name}`)];
    if (place !== "") doors.push(`${place}/files/${fileId}`, `${place}/files.zip?ids=${fileId}`);
    for (const door of doors) expect(await who(PEOPLE, (one) => isHad(door, one)), door).toEqual(has);
    const range = { range: "bytes=1-2" };
    expect(await who(PEOPLE, (one) => isHad(`/files/${fileId}`, one, range))).toEqual(has);
  });

  it("has a transcript that exactly these people can read, and each view of a restricted one is recorded", async () => {
    if (!place.startsWith("/training/")) return;
    const found = await readers(place.split("/").at(-1) ?? "");
    expect([...found.keys()], JSON.stringify([...found])).toEqual(inOrder(state.hears ?? has));
    const noted = state.isRestricted ? [...found.keys()].filter((one) => one !== "uploader") : [];
    expect(await who(MEMBERS, isNoted)).toEqual(noted);
  });

  it("is in the course pack for exactly these people", async () => {
    if (!place.startsWith("/training/")) return;
    const slug = place.split("/").at(-1) ?? "";
    const pack = state.isRead ? `${await at(courseOf(slug))}/pack.zip` : `${place}/pack.zip`;
    const holds = async (person: Person) => {
      const { status, bytes } = await ask(pack, { as: actors.get(person) ?? null });
      return status === 200 && bytes.includes(`01-${slug}/guide.png`);
    };
    expect(await who(PEOPLE, holds)).toEqual(state.isRead ? has : []);
  });

  it("is read, found and exported by exactly these people", async () => {
    const slug = place.split("/").at(-1) ?? "";
    const reads = (one: Person) => findTextFor(by(actor(one)), slug, fileId).then((found) => found !== null);
    const readers = state.isRead ? has.filter((one) => one !== "visitor") : [];
    expect(await who(MEMBERS, reads)).toEqual(readers);
    for (const person of PEOPLE) {
      const { hits } = await find(word, {}, { actor: actors.get(person) ?? null });
      if (!has.includes(person)) expect(hits, person).toEqual([]);
    }
    for (const person of MEMBERS.filter((one) => one !== "uploader")) {
      const data = await collectOwnData(db(), actor(person).id, new Date());
      expect(data.includes(word), person).toBe(false);
    }
  });

  it("can be used elsewhere by its uploader and its reviewers, but not by those who merely have it", async () => {
    const attaches = async (person: Person, given: object) => {
      const slug = await startedMaterial(actor(person), { title: `Own ${randomUUID()}`, ...given });
      return isAllowed(person, (ctx) => saveFiles(ctx, filesOf(slug, [fileId])));
    };
    const users = state.stays ? [] : inOrder([...state.uses, "uploader"]);
    expect(await who(MEMBERS, (one) => attaches(one, RESTRICTED))).toEqual(users);
    const openers = inOrder(state.opens);
    expect(await who(MEMBERS, (one) => attaches(one, {}))).toEqual(openers);
    const covers = async (person: Person) => {
      const slug = await startedPost(actor(person));
      const form = savedPost({ slug, coverId: fileId, coverAlt: "A map" });
      return isAllowed(person, (ctx) => savePost(ctx, form));
    };
    expect(await who(MEMBERS, covers)).toEqual(openers);
  });

  it("can be replaced by those who may change its material or post", async () => {
    if (!place.startsWith("/training/")) return;
    const slug = place.split("/").at(-1) ?? "";
    const others = new Map<Person, string>();
    for (const one of MEMBERS) others.set(one, await keep(actor(one), "new.txt", randomUUID()));
    const replaces = (one: Person) =>
      isAllowed(one, (ctx) =>
        saveFiles(ctx, filesOf(slug, [others.get(one) ?? ""], { changes: "Newer slides for all." })),
      );
    expect(await who(MEMBERS, replaces)).toEqual(
      state.replaces ? inOrder([...state.replaces, "uploader"]) : [],
    );
  });
});
