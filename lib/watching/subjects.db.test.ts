import { beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import { retractPost } from "@/lib/blog";
import type { Actor } from "@/lib/core/actor";
import { translator } from "@/lib/i18n/translator";
import { runDueJobs } from "@/lib/jobs/worker";
import { acceptRevision } from "@/lib/profiles";
import { SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { readMails, recipientOf } from "@/tests/support/mailbox";
import { publishedMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { postRow, publishedPost } from "@/tests/support/posts";
import { makeProfile } from "@/tests/support/profiles";
import { law, records, save } from "@/tests/support/sections";
import { changes, hoursPass, place, storedNotices, watches } from "@/tests/support/watching";
import {
  countUnseenNotices,
  listLevels,
  listNotices,
  listWatches,
  markNoticeSeen,
  markSeen,
  noticeWords,
  notifySubjectWatchers,
} from "./index";
import { readPlace } from "./model";

useDatabase();

let ana: Actor;
let ben: Actor;
const t = translator("en");
const CLOUD = "topic:cloud";
const PRESERVATION = "article:185:16";

beforeEach(async () => {
  ana = await makeActor("trusted");
  ben = await makeActor();
});

const publishes = async (given: Record<string, unknown>, author = ana) => {
  const slug = await publishedPost(author, given);
  await runDueJobs();
  return slug;
};
const emailOf = async ({ id }: Actor) =>
  (await pool().query<{ email: string }>("select email from member where id = $1", [id])).rows[0] ?? {
    email: "",
  };
const who = async () =>
  (await storedNotices())
    .filter(({ category }) => category === "subject")
    .map(({ member, kind, key }) => `${member} ${kind}:${key}`)
    .sort();
const says = async (actor: Actor) =>
  (await listNotices(actor, {})).rows
    .filter(({ category }) => category === "subject")
    .map(({ content: one }) => {
      const { title, said, quotes, path } = noticeWords(one, t, "en");
      return { title, said, quotes, path };
    });

describe("watching a topic or article", () => {
  it("needs an existing topic or article, and works like any other watch", async () => {
    expect(readPlace("topic:knitting")).toBeNull();
    expect(readPlace("article:185:49")).toBeNull();
    expect(readPlace("article:1:1")).toBeNull();
    await watches(ben, CLOUD);
    await watches(ben, PRESERVATION, "tracking");
    // A list filtered by one of them shows both.
    expect(await listLevels(ben, place(CLOUD))).toEqual({ [CLOUD]: "watching", [PRESERVATION]: "tracking" });
    const { rows, total } = await listWatches(ben, { kind: "subjects" });
    expect(total).toBe(2);
    expect(rows.map(({ thing }) => thing.place)).toEqual([place(PRESERVATION), place(CLOUD)]);
    expect((await listWatches(ben, { kind: "posts" })).rows).toEqual([]);
    await watches(ben, CLOUD, "none");
    expect(await listLevels(ben, place(CLOUD))).toEqual({ [PRESERVATION]: "tracking" });
  });

  it("notifies once of each post under it, but not its authors", async () => {
    await publishes({ title: "Before anybody watched", topics: ["cloud"] });
    for (const member of [ana, ben]) await watches(member, CLOUD);
    const first = await publishes({ title: "Evidence in the cloud", topics: ["cloud", "legislation"] });
    await publishes({ title: "Of something else", topics: ["legislation"] });
    expect(await who()).toEqual([`${ben.handle} topic:cloud`]);
    expect(await says(ben)).toEqual([
      { title: "Cloud", said: "1 new post", quotes: ["Evidence in the cloud"], path: `/blog/${first}` },
    ]);
    await publishes({ title: "Another cloud", topics: ["cloud"] });
    expect(await says(ben)).toEqual([
      {
        title: "Cloud",
        said: "2 new posts",
        quotes: ["Another cloud", "Evidence in the cloud"],
        path: "/blog?topic=cloud",
      },
    ]);
    const [line] = (await listWatches(ben, {})).rows;
    expect(line).toMatchObject({ count: 2, appeared: [{ sort: "post", count: 2 }] });
  });

  it("does not notify of retracted posts, nor twice", async () => {
    await watches(ben, CLOUD);
    const slug = await publishes({ title: "Rash", topics: ["cloud"] });
    const { pageId: subjectId } = await postRow(slug);
    expect(await transact(SYSTEM, (ctx) => notifySubjectWatchers(ctx, { subjectId }))).toBe(0);
    const moderator = await makeActor("moderator");
    await transact(by(moderator), (ctx) => retractPost(ctx, { slug, reason: "It names a victim." }));
    expect(await says(ben)).toEqual([]);
    expect((await listWatches(ben, {})).rows).toMatchObject([{ count: 0, lastAt: null }]);
  });

  it("notifies of materials and provisions too, once for the narrowest of several subjects", async () => {
    await makeProfile({ slug: "senegal", iso2: "SN" });
    await watches(ben, PRESERVATION);
    await watches(ben, "topic:electronic-evidence");
    const { slug } = await publishedMaterial(ana, { title: "Preserving abroad", articles: "185:16 185:29" });
    await runDueJobs();
    expect(await who()).toEqual([`${ben.handle} article:185:16`]);
    const provision = {
      id: "provision-s1",
      locator: "Art. 90-2",
      articles: ["185-16"],
      confidence: "likely",
    };
    const content = records(law("penal-code", { title: "Criminal Procedure Code", provisions: [provision] }));
    await changes(ana, { section: "laws", content });
    expect(await says(ben)).toEqual([
      {
        title: "Article 16, Budapest Convention: Expedited preservation of stored computer data",
        said: "1 new training material, 1 law with new provisions",
        quotes: ["Criminal Procedure Code", "Preserving abroad"],
        path: "/convention/185/16",
      },
    ]);
    expect(slug).toBe("preserving-abroad");
  });

  it("notifies of each change of a country's provisions for an article, with its difference", async () => {
    await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal" });
    const provision = {
      id: "provision-s1",
      locator: "Art. 90-2",
      articles: ["185-29"],
      confidence: "likely",
    };
    const code = (...provisions: object[]) =>
      records(law("penal-code", { title: "Criminal Procedure Code", provisions }));
    await changes(ana, { section: "laws", content: code(provision) });
    await watches(ben, "article:185:29");
    const changed = async (
      section: "laws" | "treaty-status",
      content: object,
      said: string,
      quote: string,
    ) => {
      await pool().query("delete from notice");
      await pool().query("delete from subject_event");
      const number = await changes(ana, { section, content });
      await runDueJobs();
      const path = `/countries/senegal/diff?to=${number}#change-${section}`;
      expect(await says(ben)).toMatchObject([{ said, quotes: [quote], path }]);
      expect((await listWatches(ben, {})).rows).toMatchObject([{ count: 1, appearedAt: path }]);
    };
    const law1 = "1 law with changed provisions";
    const reworded = { ...provision, heading: "Conservation rapide" };
    await changed("laws", code(reworded), law1, "Criminal Procedure Code");
    await changed("laws", code(), law1, "Criminal Procedure Code");
    const declaration = {
      id: "sn-29-4",
      nature: "reservation",
      articles: ["185-29(4)"],
      summary: "Keeps dual criminality for preservation.",
    };
    const status = (...declarations: object[]) =>
      records({
        id: "cets-185",
        treaty: "185",
        how: "ratification",
        sourceState: "none_found",
        confidence: "likely",
        declarations,
      });
    await changed("treaty-status", status(declaration), "1 change to declarations", "Senegal");
    await changed("treaty-status", status(), "1 change to declarations", "Senegal");
    // Assessments need a second person, so the notice comes when they are accepted.
    await pool().query("delete from notice");
    const finding = {
      id: "map-185-29",
      articles: ["185-29"],
      coverage: "partial",
      confidence: "likely",
      sourceState: "none_found",
    };
    const { number } = await save(ana, { section: "mappings", content: records(finding) });
    await runDueJobs();
    expect(await says(ben)).toEqual([]);
    const other = await makeActor("moderator");
    await transact(by(other), (ctx) => acceptRevision(ctx, { slug: "senegal", number: number ?? 0 }));
    await runDueJobs();
    expect(await says(ben)).toMatchObject([
      { said: "1 new or changed assessment", path: `/countries/senegal/diff?to=${number}#change-mappings` },
    ]);
  });

  it("is marked seen by its notice, its list, or by reading the only new item", async () => {
    await watches(ben, CLOUD);
    const slug = await publishes({ title: "Evidence in the cloud", topics: ["cloud"] });
    const at = Date.now();
    await transact(by(ben), (ctx) => markSeen(ctx, { of: place(`post:${slug}`), number: 1, at }));
    expect(await countUnseenNotices(ben.id)).toBe(0);
    await publishes({ title: "Another", topics: ["cloud"] });
    await publishes({ title: "A third", topics: ["cloud"] });
    expect(await countUnseenNotices(ben.id)).toBe(1);
    const [notice] = (await listNotices(ben, { show: "unseen" })).rows;
    await transact(by(ben), (ctx) => markNoticeSeen(ctx, { noticeId: notice?.id ?? "" }));
    expect((await listWatches(ben, {})).rows).toMatchObject([{ count: 0 }]);
    await publishes({ title: "A fourth", topics: ["cloud"] });
    await transact(by(ben), (ctx) => markSeen(ctx, { of: place(CLOUD), number: 0, at: Date.now() }));
    expect(await countUnseenNotices(ben.id)).toBe(0);
  });

  it("is mailed once a day, with a way to stop it", async () => {
    const { email } = await emailOf(ben);
    const own = async () => (await readMails()).filter((mail) => recipientOf(mail) === email);
    await watches(ben, CLOUD);
    await publishes({ title: "Evidence in the cloud", topics: ["cloud"] });
    // In the hour before digests are sent, one hour passing already sends them.
    if (new Date().getUTCHours() !== 4) {
      await hoursPass(1);
      expect(await own()).toEqual([]);
    }
    await hoursPass(24);
    const [mail, ...more] = await own();
    expect(more).toEqual([]);
    expect(mail?.subject).toBe("1 new post (Cloud)");
    expect(mail?.text).toMatch(/“⁨?Evidence in the cloud[\s\S]*Why: you watch Cloud\./u);
    expect(mail?.headerLines.map(({ key }) => key)).toContain("list-unsubscribe-post");
  });
});
