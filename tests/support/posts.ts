import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { post } from "@/db/schema/blog";
import { comment } from "@/db/schema/comments";
import { agreeToByline, postComments, publishPost, startPost } from "@/lib/blog";
import { SavePost, StartPost } from "@/lib/blog/model";
import type { Actor } from "@/lib/core/actor";
import { transact } from "@/lib/transact";
import { by, makeActor } from "./members";

/** Returns the fields of a post's form, with the given values. */
export const postFields = (given: Record<string, unknown> = {}) => ({
  title: "Malabo and Budapest",
  summary: "Two treaties that complement each other.",
  topics: ["legislation"],
  text: "The first paragraph.\n\nThe second paragraph.",
  clientToken: randomUUID(),
  ...given,
});

/** Creates a post through its command, as its form does. Returns its slug. */
export async function startedPost(actor: Actor, given: Record<string, unknown> = {}): Promise<string> {
  const input = StartPost.parse(postFields(given));
  return (await transact(by(actor), (ctx) => startPost(ctx, input))).slug;
}

/** Returns the input of the same form for an existing post. */
export const savedPost = (given: Record<string, unknown> & { slug: string }) =>
  SavePost.parse(postFields({ text: undefined, ...given }));

/** Creates a published post. */
export async function publishedPost(actor: Actor, given: Record<string, unknown> = {}): Promise<string> {
  const slug = await startedPost(actor, given);
  const moderator = await makeActor("moderator");
  await transact(by(moderator), (ctx) => publishPost(ctx, { slug }));
  return slug;
}

/** Writes a comment through its command. Returns its id. */
export async function commented(
  actor: Actor,
  slug: string,
  text = "The point on keeping three laws apart matches ours.",
  parent: string | null = null,
): Promise<string> {
  const input = { slug, text, parent, clientToken: randomUUID() };
  return (await transact(by(actor), (ctx) => postComments.write(ctx, input))).id;
}

/** Makes a member accept the invitation to be an author of a post. */
export async function signed(actor: Actor, slug: string): Promise<void> {
  await transact(by(actor), (ctx) => agreeToByline(ctx, { slug, clientToken: randomUUID() }));
}

/** Returns the row of a post by its slug. */
export async function postRow(slug: string) {
  const [row] = await db().select().from(post).where(eq(post.slug, slug));
  if (!row) throw new Error(`no post ${slug}`);
  return row;
}

export async function commentRow(id: string) {
  const [row] = await db().select().from(comment).where(eq(comment.id, id));
  if (!row) throw new Error(`no comment ${id}`);
  return row;
}
