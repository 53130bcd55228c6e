import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { topic } from "@/db/schema/discussions";
import { flagCase } from "@/db/schema/flags";
import { appeal, decideCase, raiseFlag } from "@/lib/flag-kinds";
import { transact } from "@/lib/transact";
import { actorOf, by, makeActor, makeMember } from "@/tests/support/members";
import { madeCategory, openedTopic } from "@/tests/support/topics";
import type { AtForm, FormCase } from "./form-case";

/** How a person comes to a form: signed in, at an address, with what they typed. */
type As = (at: string, fields?: Record<string, string>) => Promise<AtForm>;

const DECISION = { outcome: "upheld", reason: "It advertises." };

/** The forms of reports to moderators. `at`: signs a member in that there is already. */
export function flagCases(
  as: Record<"member" | "moderator", As>,
  at: (memberId: string) => Promise<AtForm>,
): Record<string, FormCase> {
  /** A topic of a member, and its author. */
  async function topicOf(authorId: string): Promise<string> {
    await madeCategory();
    const { slug } = await openedTopic(await actorOf(authorId));
    const [row] = await db()
      .update(topic)
      .set({ state: "shown" })
      .where(eq(topic.number, Number(slug)))
      .returning({ id: topic.pageId });
    return row?.id ?? "";
  }

  const member = async () => (await makeMember()).id;

  async function raised(id: string, by_?: Awaited<ReturnType<typeof makeActor>>) {
    const flagger = by_ ?? (await makeActor("trusted"));
    await transact(by(flagger), (ctx) =>
      raiseFlag(ctx, { kind: "topic", id, flagCode: "spam", flagReason: "" }),
    );
    const [row] = await db().select().from(flagCase);
    if (!row) throw new Error("no case");
    return row;
  }

  /** A topic that flags hid, at its author's page. */
  async function atHidden(fields: Record<string, string>): Promise<AtForm> {
    const author = await member();
    const id = await topicOf(author);
    for (let n = 0; n < 3; n += 1) await raised(id, await makeActor("moderator"));
    const [row] = await db().select().from(flagCase);
    return { ...(await at(author)), at: `/me/flags/${row?.id}`, fields };
  }

  async function upheld(author: string) {
    const { id, version } = await raised(await topicOf(author));
    const decision = { id, version, outcome: "upheld" as const, reason: "It advertises." };
    await transact(by(await makeActor("moderator")), (ctx) => decideCase(ctx, decision));
    return id;
  }

  async function atCase(fields: Record<string, string> = {}): Promise<AtForm> {
    const { id } = await raised(await topicOf(await member()));
    return as.moderator(`/moderation/flags/${id}`, fields);
  }

  return {
    "app/[locale]/flag/[kind]/[id]/route.tsx flag": {
      make: async () => as.member(`/flag/topic/${await topicOf(await member())}`, { flagCode: "spam" }),
      again: { to: "?done=flagged" },
    },
    "app/[locale]/moderation/flags/route.tsx together": {
      async make() {
        const { id, version } = await raised(await topicOf(await member()));
        return as.moderator("/moderation/flags", { ...DECISION, "cases[]": `${id}:${version}`, count: "1" });
      },
      again: { status: 409, says: "Already decided by" },
    },
    "app/[locale]/moderation/flags/[id]/route.tsx claim": {
      make: () => atCase({ claim: "reserve" }),
      again: { to: "?done=claimed" },
    },
    "app/[locale]/moderation/flags/[id]/route.tsx decide": {
      make: () => atCase(DECISION),
      again: { status: 409, says: "Already decided by" },
    },
    "app/[locale]/moderation/flags/[id]/route.tsx appeal": {
      async make() {
        const author = await member();
        const id = await upheld(author);
        const appealed = { id, appealText: "It is no advertisement." };
        await transact(by(await actorOf(author)), (ctx) => appeal(ctx, appealed));
        const fields = { appealOutcome: "kept", appealReason: "It is one." };
        return as.moderator(`/moderation/flags/${id}`, fields);
      },
      again: { status: 409, says: "Already decided by" },
    },
    "app/[locale]/me/flags/[id]/route.tsx return": {
      make: () => atHidden({ text: "Who explains hash values to the court?" }),
      again: { status: 409, says: "You can return this no longer" },
    },
    "app/[locale]/me/flags/[id]/route.tsx appeal": {
      async make() {
        const author = await member();
        const id = await upheld(author);
        return { ...(await at(author)), at: `/me/flags/${id}`, fields: { appealText: "It is no advert." } };
      },
      again: { status: 409, says: "You can appeal no longer" },
    },
  };
}
