import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import type { Actor, Role } from "@/lib/core/actor";
import { decideReport, listReports, openConversation } from "@/lib/direct-messages";
import { runDueJobs } from "@/lib/jobs/worker";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { readMails } from "@/tests/support/mailbox";
import { by, giveRole, makeActor } from "@/tests/support/members";
import { newest, report, type Someone, send, someone, talk } from "@/tests/support/messages";
import { type Door, knock, listDoors } from "./doors";

/*
 * The words of a conversation are searched for at every endpoint that answers GET, as a visitor and as a member of each
 * role, with the conversation's, the message's and the report's id in the address. Their two members find them in the
 * conversation and their list, which proves that the search works. Then one message is reported, and an administrator
 * opens the conversation.
 */
useDatabase({ keep: true });
process.env.RATE_LIMITS = "off";

/** Every endpoint is requested with each id for each kind of reader. */
const LONG = 300_000;

const ASKED = "Quintessa Vermilion";
const ANSWERED = "Ottoline Periwinkle";
const REPORTED = "Barnaby Chrysanthemum";
const MARKERS = [ASKED, ANSWERED, REPORTED];

const doors = (await listDoors()).filter(
  ({ method, file }) => method === "GET" && !file.includes("[...nextauth]"),
);

let ana: Someone;
let ben: Someone;
let ids: string[];
let reportId = "";
let administrator: Actor;
const others: Record<string, Actor | null> = { visitor: null };

beforeAll(async () => {
  const made = await talk(`Do you know ${ASKED}?`);
  ana = made.ana;
  ben = made.ben;
  await send(ben.actor, made.id, `Yes, and ${ANSWERED}.`);
  await send(ana.actor, made.id, `Tell nobody about ${REPORTED}.`);
  ids = [made.id, await newest(ana.actor, made.id)];
  for (const role of ["trusted", "practitioner", "focal-point", "moderator"] as const satisfies Role[])
    others[role] = await makeActor(role);
  others.member = (await someone()).actor;
  administrator = await makeActor("administrator");
});

const searchesOf = ({ file }: Door): string[] => {
  if (file.includes("/search/") || file.includes("suggestions"))
    return ["?q=Quintessa+Vermilion", "?q=Ottoline"];
  if (file.includes("/me/messages/route")) return ["", "?show=requests", "?show=archived"];
  if (file.includes("/admin/audit")) return ["", `?about=${ana.id}`];
  if (file.includes("/admin/mailbox/route")) return ["?q=Quintessa"];
  if (file.includes("app/api/me/route")) return [`?to=${ana.handle}`];
  return [""];
};

/** Returns where a reader finds the words, as files and markers. */
async function sought(as: Actor | null): Promise<string[]> {
  const found = new Set<string>();
  for (const door of doors)
    for (const id of door.file.includes("[id]") ? ids : ["x"])
      for (const handle of door.file.includes("[handle]") ? [ana.handle, ben.handle] : ["x"])
        for (const search of searchesOf(door)) {
          const { body } = await knock(door, { as, place: { id, handle, slug: "senegal" }, search });
          const asked = new URLSearchParams(search).get("q");
          for (const marker of MARKERS)
            if (body.includes(marker) && !(asked && marker.startsWith(asked)))
              found.add(`${door.file.replace("app/[locale]", "").replace(/\/route\.tsx?$/, "")}: ${marker}`);
        }
  return [...found].sort();
}

describe("the words of a conversation", () => {
  it(
    "are found by its two members, and behind no other door by anyone of any role",
    async () => {
      for (const { actor } of [ana, ben])
        expect(await sought(actor)).toEqual([
          `/me/messages/[id]: ${REPORTED}`,
          `/me/messages/[id]: ${ANSWERED}`,
          `/me/messages/[id]: ${ASKED}`,
          `/me/messages: ${REPORTED}`,
        ]);
      for (const [role, as] of Object.entries({ ...others, administrator }))
        expect([role, await sought(as)]).toEqual([role, []]);
    },
    LONG,
  );

  it(
    "are shown to moderators as far as they were reported",
    async () => {
      const [conversationId = "", messageId = ""] = ids;
      await report(ben.actor, conversationId, messageId);
      reportId = (await listReports(administrator))[0]?.id ?? "";
      ids.push(reportId);
      const moderator = others.moderator ?? null;
      expect(await sought(moderator)).toEqual([`/moderation/messages: ${REPORTED}`]);
      expect(await sought(administrator)).toEqual([
        `/moderation/messages/[id]: ${REPORTED}`,
        `/moderation/messages: ${REPORTED}`,
      ]);
      expect(await sought(others.member ?? null)).toEqual([]);
    },
    LONG,
  );

  it(
    "are open to the administrator who gave a reason, and to no other",
    async () => {
      const reason = "Two reports say that the threats began earlier.";
      await transact(by(administrator), (ctx) => openConversation(ctx, { id: reportId, reason }));
      expect(await sought(administrator)).toEqual([
        `/moderation/messages/[id]: ${REPORTED}`,
        `/moderation/messages/[id]: ${ANSWERED}`,
        `/moderation/messages/[id]: ${ASKED}`,
        `/moderation/messages: ${REPORTED}`,
      ]);
      const second = await makeActor("administrator");
      await giveRole(second.id, "moderator");
      expect(await sought(second)).toEqual([
        `/moderation/messages/[id]: ${REPORTED}`,
        `/moderation/messages: ${REPORTED}`,
      ]);
      const decider = others.moderator as Actor;
      await transact(by(decider), (ctx) => decideReport(ctx, { reportId, outcome: "dismissed" }));
      expect(await sought(decider)).toEqual([]);
    },
    LONG,
  );

  it("are in no job, notification, audit entry, search entry or mail", async () => {
    const { rows } = await pool().query(
      `select (select coalesce(json_agg(j), '[]') from graphile_worker._private_jobs j)::text as jobs,
        (select coalesce(json_agg(n), '[]') from notice n)::text as notices,
        (select coalesce(json_agg(a), '[]') from audit_entry a)::text as audit,
        (select coalesce(json_agg(s.*), '[]') from search_entry s)::text as found`,
    );
    await runDueJobs();
    const kept = JSON.stringify([rows, await readMails()]);
    for (const marker of MARKERS) expect(kept).not.toContain(marker);
  });
});
