import { beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { translator } from "@/lib/i18n/translator";
import { runDueJobs } from "@/lib/jobs/worker";
import { rebuildSearch } from "@/lib/search";
import { updateEntries } from "@/lib/search/entries";
import { SYSTEM, transact } from "@/lib/transact";
import {
  deleteSavedSearch,
  listNotices,
  listSavedSearches,
  noticeWords,
  notifySearchers,
  saveSearch,
  seeSearch,
  setSearchLevel,
  switchMails,
} from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { readMails, recipientOf } from "@/tests/support/mailbox";
import { by, makeActor } from "@/tests/support/members";
import { entry, put } from "@/tests/support/search";
import { refusal } from "@/tests/support/sections";
import { hoursPass } from "@/tests/support/watching";
import { MAX_SAVED, SaveSearch, savedPath } from "./model";

useDatabase();

let ana: Actor;
const t = translator("en");

beforeEach(async () => {
  ana = await makeActor();
});

const keep = (query: string, name = "Preservation") =>
  transact(by(ana), (ctx) => saveSearch(ctx, SaveSearch.parse({ name, query })));

/** Makes entries old enough and runs the job. */
async function tell(): Promise<number> {
  await pool().query("update search_entry set added_at = added_at - interval '5 minutes'");
  await pool().query(
    "update saved_search set told_at = told_at - interval '5 minutes', seen_at = seen_at - interval '5 minutes'",
  );
  return notifySearchers(SYSTEM);
}

const shown = async () =>
  (await listNotices(ana, {})).rows.map((line) => {
    const { title, said, path } = noticeWords(line.content, t, "en");
    return { title: title.replaceAll(/[\u2068\u2069]/g, ""), said, path };
  });

const only = async () => {
  const [line] = await listSavedSearches(ana);
  if (!line) throw new Error("no search is kept");
  return line;
};

describe("a saved search", () => {
  it("notifies once of new matching results, not of old or other ones", async () => {
    await put([entry("Preservation of old")], "post:old");
    await pool().query("update search_entry set added_at = added_at - interval '1 day'");
    await keep("q=preservation&type=post");
    expect(await tell()).toBe(0);
    await put([entry("Preservation of evidence", "", { key: "a" })], "post:a");
    await put([entry("Preserved for long", "", { key: "b" })], "post:b");
    await put([entry("Preservation law", "", { key: "c", kind: "law" })], "law:c");
    await put([entry("Interception", "", { key: "d" })], "post:d");
    expect(await tell()).toBe(1);
    expect(await notifySearchers(SYSTEM)).toBe(0);
    expect(await shown()).toEqual([
      {
        title: "Search Preservation",
        said: "2 new results",
        path: "/me/search?q=preservation&type=post&sort=new",
      },
    ]);
    // Rewording an entry does not make it new.
    await put([entry("Preservation of all evidence", "", { key: "a" })], "post:a");
    expect(await notifySearchers(SYSTEM)).toBe(0);
    expect((await only()).count).toBe(2);
  });

  it("finds what its reader may see, also when shown or mailed later", async () => {
    await keep("q=preservation");
    await put([entry("Preservation in the room", "", { audience: "practitioners" })], "post:room");
    expect(await tell()).toBe(0);
    await put([entry("Preservation for all", "", { key: "open" })], "post:open");
    expect(await tell()).toBe(1);
    expect(await shown()).toMatchObject([{ said: "1 new result" }]);
    await transact(SYSTEM, (ctx) =>
      rebuildSearch(ctx, { index: (tx) => updateEntries(tx, "post:open", []) }),
    );
    expect(await shown()).toEqual([]);
  });

  it("comes in the digest with name and link, and stops with one click", async () => {
    const before = (await readMails()).length;
    await keep("q=preservation", "E-evidence, Latin America");
    await put([entry("Preservation of evidence")]);
    await tell();
    await hoursPass(25);
    const [mail] = (await readMails()).slice(before);
    expect(mail && recipientOf(mail)).toBe(`${ana.handle}@example.org`);
    expect(mail?.text).toContain("E-evidence, Latin America");
    expect(mail?.text).toContain("1 new result");
    expect(mail?.text).toContain("/me/search?q=preservation&sort=new");
    const token = /unsubscribe\?token=([\w.~-]+)/.exec(mail?.text ?? "")?.[1] ?? "";
    await transact(by(null), (ctx) => switchMails(ctx, { token, isOn: false }));
    await put([entry("Preservation again", "", { key: "again" })], "post:again");
    await tell();
    await hoursPass(25);
    await runDueJobs();
    expect((await readMails()).slice(before)).toHaveLength(1);
  });

  it("is saved once for equal searches, at most fifty per member, and only when signed in", async () => {
    await keep("q=preservation&country=SN,RO&page=2&sort=new");
    await keep("country=ro,sn&q=preservation", "Another name");
    const { name, query } = await only();
    expect([name, savedPath(query)]).toEqual([
      "Another name",
      "/me/search?q=preservation&country=RO%2CSN&sort=new",
    ]);
    for (let n = 1; n < MAX_SAVED - 1; n += 1) await keep(`q=word${n}`);
    // Only one of three simultaneous saves fits.
    const atOnce = await Promise.allSettled(["a", "b", "c"].map((one) => keep(`q=last${one}`)));
    expect(atOnce.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await refusal(keep("q=onemore"))).toMatchObject({ code: "conflict", reason: "too_many_searches" });
    expect(SaveSearch.safeParse({ name: "x", query: "type=law" }).success).toBe(false);
    expect(await refusal(listSavedSearches(null))).toMatchObject({ code: "unauthenticated" });
    const ben = await makeActor();
    const { id } = await only();
    const foreign = transact(by(ben), (ctx) => deleteSavedSearch(ctx, { searchId: id }));
    expect(await refusal(foreign)).toMatchObject({ code: "conflict", reason: "search_gone" });
  });

  it("can be counted only, not followed, or marked as seen", async () => {
    await keep("q=preservation");
    const { id: searchId } = await only();
    await transact(by(ana), (ctx) => setSearchLevel(ctx, { searchId, level: "tracking" }));
    await put([entry("Preservation of evidence")]);
    expect(await tell()).toBe(0);
    await pool().query("update search_entry set added_at = date_trunc('milliseconds', now())");
    expect((await only()).count).toBe(1);
    await transact(by(ana), (ctx) => seeSearch(ctx, { searchId, at: Date.now() }));
    expect((await only()).count).toBe(0);
    await transact(by(ana), (ctx) => setSearchLevel(ctx, { searchId, level: "normal" }));
    expect(await only()).toMatchObject({ level: "normal", count: 0 });
    await transact(by(ana), (ctx) => deleteSavedSearch(ctx, { searchId }));
    expect(await listSavedSearches(ana)).toEqual([]);
  });
});
