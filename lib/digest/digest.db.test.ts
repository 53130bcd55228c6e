import { beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { topicCommands } from "@/lib/discussions";
import { runDueJobs } from "@/lib/jobs/worker";
import { queueReport } from "@/lib/notices";
import { verifySection } from "@/lib/profiles/freshness";
import { transact } from "@/lib/transact";
import { changeNoticeSettings } from "@/lib/watching";
import { deleteMails } from "@/tests/support/account-pages";
import { useDatabase } from "@/tests/support/database";
import { readMails, recipientOf } from "@/tests/support/mailbox";
import { actorOf, by, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { law, records, saveAccepted } from "@/tests/support/sections";
import { madeCategory, openedTopic, replied } from "@/tests/support/topics";
import { watches } from "@/tests/support/watching";
import { LEGAL_DIGEST } from "./index";

useDatabase();

const DAY_MS = 86_400_000;

let editor: Actor;
let reader: Actor;

const choose = (actor: Actor, time: "weekly" | "none") =>
  transact(by(actor), (ctx) =>
    changeNoticeSettings(ctx, { "mail-legal": time, dailyCap: 20, ownEdits: "normal" } as never),
  );

const writeLaw = (slug: string, article: string) =>
  saveAccepted(editor, {
    slug,
    base: null,
    section: "laws",
    content: records(
      law("code", {
        title: `Code of ${slug}`,
        provisions: [{ id: `${slug}-2`, locator: "art. 2", articles: [article], confidence: "likely" }],
      }),
    ),
  } as never);

/** Another day each time, as a reader gets one digest a day. */
let days = 0;
beforeEach(() => (days = 0));

/** The digests of a week, by reader. */
async function digests() {
  deleteMails();
  days += 1;
  await queueReport(LEGAL_DIGEST, new Date(Date.now() + days * DAY_MS));
  await runDueJobs();
  return new Map((await readMails()).map((mail) => [recipientOf(mail), mail]));
}
const addressOf = ({ handle }: Actor) => `${handle}@example.org`;

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal" });
  await makeProfile({ slug: "ghana", iso2: "GH", nameEn: "Ghana" });
  editor = await makeActor("trusted");
  reader = await makeActor();
});

describe("the weekly digest of law and practice", () => {
  it("is sent only to those who chose it, and never empty", async () => {
    await choose(reader, "weekly");
    expect((await digests()).size).toBe(0);
    await writeLaw("senegal", "185-2");
    expect([...(await digests()).keys()]).toEqual([addressOf(reader)]);
    await choose(reader, "none");
    expect((await digests()).size).toBe(0);
  });

  it("has what is followed: a country, an article of any country, or everything if nothing is", async () => {
    const ofArticle = await makeActor();
    const ofAll = await makeActor();
    for (const actor of [reader, ofArticle, ofAll]) await choose(actor, "weekly");
    await watches(reader, "profile:ghana");
    await watches(ofArticle, "article:185:2", "tracking");
    await writeLaw("senegal", "185-2");
    await writeLaw("ghana", "185-16");
    const found = await digests();
    const words = (actor: Actor) => {
      const { text = "" } = found.get(addressOf(actor)) ?? {};
      return ["Code of senegal", "Code of ghana"].map((one) => text.includes(one));
    };
    expect([words(reader), words(ofArticle), words(ofAll)]).toEqual([
      [false, true],
      [true, false],
      [true, true],
    ]);
    const { text } = found.get(addressOf(reader)) ?? {};
    expect(text).toContain("Budapest Convention, Article 16");
    expect(text).toContain("A provision was added.");
    expect(found.get(addressOf(reader))?.subject).toBe(
      "Law and practice of the week: one change of law, no verified section, no question",
    );
  });

  it("leaves out what is older than a week, and a muted country", async () => {
    await choose(reader, "weekly");
    await writeLaw("senegal", "185-2");
    await writeLaw("ghana", "185-2");
    await watches(reader, "profile:senegal", "muted");
    await watches(reader, "profile:ghana");
    expect((await digests()).get(addressOf(reader))?.text).not.toContain("senegal");
    await pool().query("update subject_event set at = at - interval '8 days'");
    expect((await digests()).size).toBe(0);
  });

  it("has newly verified sections, and questions by their words; none of a room or a hidden topic", async () => {
    await choose(reader, "weekly");
    await watches(reader, "country:SN");
    await writeLaw("senegal", "185-2");
    const { id } = await makeMember({ totpEnabledAt: new Date() });
    await giveRole(id, "focal-point", "SN");
    const holder = await actorOf(id);
    await transact(by(holder), (ctx) =>
      verifySection(ctx, { slug: "senegal", section: "laws", seen: 1 } as never),
    );
    await madeCategory();
    const answerer = await makeActor("trusted");
    const asked = { isQuestion: "on", countries: ["SN"] };
    const { slug } = await openedTopic(editor, { ...asked, title: "Who keeps the seized phones?" } as never);
    const other = await openedTopic(editor, { ...asked, title: "A hidden question of ours" } as never);
    for (const one of [slug, other.slug]) await replied(answerer, one, "The clerk of the court does.");
    await transact(by(await makeActor("moderator")), (ctx) =>
      topicCommands.hide(ctx, { slug: other.slug, reason: "It names a victim" }),
    );
    const { text = "" } = (await digests()).get(addressOf(reader)) ?? {};
    expect(text).toMatch(/Senegal: Laws[\s\S]*Verified on/);
    expect(text).toContain("Who keeps the seized phones?");
    expect(text).toContain("Question with one reply, not answered yet.");
    expect(text).not.toContain("hidden question");
  });

  it("is one mail, though its job runs twice on a day", async () => {
    await choose(reader, "weekly");
    await writeLaw("senegal", "185-2");
    deleteMails();
    const now = new Date(Date.now() + 60_000);
    expect(await queueReport(LEGAL_DIGEST, now)).toBe(1);
    await runDueJobs();
    expect(await queueReport(LEGAL_DIGEST, now)).toBe(0);
    await runDueJobs();
    expect(await readMails()).toHaveLength(1);
  });
});
