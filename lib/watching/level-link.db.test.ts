import { beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { runDueJobs } from "@/lib/jobs/worker";
import { transact } from "@/lib/transact";
import { VISITOR } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { readMails } from "@/tests/support/mailbox";
import { makeActor } from "@/tests/support/members";
import { refusal } from "@/tests/support/sections";
import { madeCategory, openedTopic, replied } from "@/tests/support/topics";
import { hoursPass, place, watches } from "@/tests/support/watching";
import { findLinkedLevel, findWatch, listNotices, setLevelByLink } from "./index";
import { makeLevelToken } from "./level-token";

useDatabase();

const CATEGORY = "category:electronic-evidence";
let author: Actor;
let reader: Actor;

beforeEach(async () => {
  await madeCategory();
  author = await makeActor("trusted");
  reader = await makeActor("trusted");
});

/** The tokens of the links to levels in the newest mail, in order. */
async function mailedTokens(): Promise<string[]> {
  await hoursPass(26);
  const text = JSON.stringify((await readMails()).at(-1))
    .replaceAll("=\\r\\n", "")
    .replaceAll("=3D", "=");
  return [...new Set([...text.matchAll(/\/level\?token=([\w.-]+)/g)].map(([, token = ""]) => token))];
}
const set = (token: string, level: "first" | "muted" | "watching") =>
  transact(VISITOR, (ctx) => setLevelByLink(ctx, { token, level }));

describe("the link of a mail to a level", () => {
  it("shows and changes the level of what is watched, and of the topic itself, without signing in", async () => {
    await watches(reader, CATEGORY, "watching");
    const { slug } = await openedTopic(author);
    await replied(author, slug);
    await runDueJobs();
    const tokens = await mailedTokens();
    const linked = await Promise.all(tokens.map((token) => findLinkedLevel(token)));
    expect(linked.map((one) => [one?.thing?.place.kind, one?.level])).toEqual([
      ["category", "watching"],
      ["discussion", null],
    ]);
    await set(tokens[1] ?? "", "muted");
    await set(tokens[1] ?? "", "muted");
    expect(await findWatch(reader, place(`discussion:${slug}`))).toMatchObject({ level: "muted" });
    expect(await findWatch(reader, place(CATEGORY))).toMatchObject({ level: "watching" });
    await set(tokens[0] ?? "", "first");
    expect(await findWatch(reader, place(CATEGORY))).toMatchObject({ level: "first" });
  });

  it("is for a mention too, which says so", async () => {
    const { slug } = await openedTopic(author);
    await replied(author, slug, `What does @${reader.handle} think?`);
    await runDueJobs();
    const [line] = (await listNotices(reader, {})).rows;
    expect(line).toMatchObject({ why: null, category: "mention", about: { level: null } });
    const [token = ""] = await mailedTokens();
    expect(JSON.stringify(await readMails())).toContain("you were mentioned");
    await set(token, "muted");
    await replied(author, slug, `Once more, @${reader.handle}`);
    await runDueJobs();
    expect((await listNotices(reader, {})).rows).toHaveLength(1);
  });

  it("does not name what only some may read", async () => {
    await madeCategory({ slug: "room", name_en: "Room", audience: "members" });
    await watches(reader, "category:room", "watching");
    await openedTopic(author, { category: "room" }, "rooms");
    await runDueJobs();
    const [token = ""] = await mailedTokens();
    expect(await findLinkedLevel(token)).toMatchObject({ thing: null, level: "watching" });
  });

  it("changes nothing for a member who is erased at the same moment", async () => {
    const key = (await pool().query("select id from category")).rows[0]?.id;
    const token = makeLevelToken({ memberId: reader.id, kind: "category", key });
    const erasing = await pool().connect();
    try {
      await erasing.query("begin");
      await erasing.query("update member set state = 'erased' where id = $1", [reader.id]);
      const setting = refusal(set(token, "watching"));
      await new Promise((resolve) => setTimeout(resolve, 200));
      await erasing.query("commit");
      expect((await setting).code).toBe("gone");
    } finally {
      erasing.release();
    }
    expect((await pool().query("select * from watch")).rows).toEqual([]);
  });

  it("is invalid if changed or cut, of a former member, or for a level that the thing cannot have", async () => {
    await watches(reader, CATEGORY, "watching");
    const { slug } = await openedTopic(author);
    await replied(author, slug);
    await runDueJobs();
    const [token = "", ofTopic = ""] = await mailedTokens();
    const other = ofTopic.split(".")[0];
    for (const bad of [token.slice(0, -3), `${other}.${token.split(".")[1]}`, `${token}.a`, ""]) {
      expect(await findLinkedLevel(bad)).toBeNull();
      await expect(set(bad, "muted")).rejects.toMatchObject({ code: "gone" });
    }
    await expect(set(ofTopic, "first")).rejects.toMatchObject({ code: "gone" });
    await pool().query("update member set state = 'erased' where id = $1", [reader.id]);
    expect(await findLinkedLevel(token)).toBeNull();
  });
});
