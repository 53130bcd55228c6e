import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { topic } from "@/db/schema/discussions";
import type { Actor } from "@/lib/core/actor";
import { makeCategory, roomCommands, roomReplies, topicCommands, topicReplies } from "@/lib/discussions";
import type { TopicArea } from "@/lib/discussions/areas/model";
import { MakeCategory } from "@/lib/discussions/categories/model";
import { ChangeTopic, OpenTopic } from "@/lib/discussions/model";
import { transact } from "@/lib/transact";
import { by, makeActor } from "./members";

/** Returns the fields of a category's form, with the given values. */
export const categoryFields = (given: Record<string, unknown> = {}) => ({
  slug: "electronic-evidence",
  name_en: "Electronic evidence",
  description_en: "Collection, admissibility, expert testimony",
  name_fr: "Preuves électroniques",
  icon: "chip",
  openers: "members",
  repliers: "members",
  ...given,
});

/** Makes a category through its command. Returns its slug. */
export async function madeCategory(given: Record<string, unknown> = {}): Promise<string> {
  const admin = await makeActor("administrator");
  const input = MakeCategory.parse(categoryFields(given));
  return (await transact(by(admin), (ctx) => makeCategory(ctx, input))).slug;
}

/** Returns the fields of a new topic's form, with the given values. */
export const topicFields = (given: Record<string, unknown> = {}) => ({
  title: "Hash values in court: who testifies?",
  category: "electronic-evidence",
  isQuestion: "on",
  topics: ["electronic-evidence"],
  countries: ["GH"],
  articles: "185:19",
  text: "The laboratory computes the hash values.\n\nWho explains them to the court?",
  clientToken: randomUUID(),
  ...given,
});

/** Opens a topic through its command, as its form does. */
export async function openedTopic(
  actor: Actor,
  given: Record<string, unknown> = {},
  area: TopicArea = "discussions",
) {
  const input = OpenTopic.parse(topicFields(given));
  const { open } = area === "rooms" ? roomCommands : topicCommands;
  const opened = await transact(by(actor), (ctx) => open(ctx, input));
  return { ...opened, slug: String(opened.number), address: opened.slug };
}

/** Writes a reply through its command. Returns its id. */
export async function replied(
  actor: Actor,
  slug: string,
  text = "In our courts the examiner does, with the log of the tool.",
  parent: string | null = null,
  area: TopicArea = "discussions",
): Promise<string> {
  const input = { slug, text, parent, clientToken: randomUUID() };
  const { write } = area === "rooms" ? roomReplies : topicReplies;
  return (await transact(by(actor), (ctx) => write(ctx, input))).id;
}

/** Changes the first message of a topic, so that it has two revisions. Returns its address for moderators. */
export async function messageTwice(
  author: Actor,
  slug: string,
  area: TopicArea = "discussions",
): Promise<string> {
  const typed = { ...topicFields(), slug, base: "1", text: "Who explains hash values?", summary: "Clearer" };
  const { change } = area === "rooms" ? roomCommands : topicCommands;
  await transact(by(author), (ctx) => change(ctx, ChangeTopic.parse(typed)));
  return `/moderation/${area}/${slug}/1`;
}

/** Returns the row of a topic by its number. */
export async function topicRow(slug: string) {
  const [row] = await db()
    .select()
    .from(topic)
    .where(and(eq(topic.isInRoom, false), eq(topic.number, Number(slug))));
  if (!row) throw new Error(`no topic ${slug}`);
  return row;
}
