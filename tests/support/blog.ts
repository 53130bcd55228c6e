import { db } from "@/db/client";
import { post, postAuthor, series } from "@/db/schema/blog";
import { comment } from "@/db/schema/comments";
import { page, section } from "@/db/schema/revisions";
import { newId } from "@/lib/core/id";
import { fromTextarea } from "@/lib/text/markdown-lite";
import { makeMember } from "./members";
import { makeRevision } from "./profiles";

type Given = Partial<Omit<typeof post.$inferInsert, "pageId" | "sectionId">> & {
  slug: string;
  /** Ids of its authors; a new member if left out. */
  authors?: string[];
  text?: string;
};

/** Creates a post as the commands would leave it, by default published. For tests of reading, not of writing. */
export async function makePost(given: Given): Promise<string> {
  const { authors = [(await makeMember()).id], text = "A text.", ...values } = given;
  const pageId = newId();
  const at = values.publishedAt ?? new Date("2026-01-01T00:00:00Z");
  const createdAt = new Date(at.getTime() - 60_000);
  await db().insert(page).values({ id: pageId, kind: "post", slug: given.slug, createdAt });
  const sectionId = newId();
  await db().insert(section).values({ id: sectionId, pageId, key: "body" });
  await db()
    .insert(post)
    .values({
      state: "published",
      title: `About ${given.slug}`,
      summary: `What ${given.slug} is about.`,
      language: "en",
      createdBy: authors[0] ?? "",
      createdAt,
      updatedAt: at,
      publishedAt: at,
      ...values,
      pageId,
      sectionId,
    });
  await db()
    .insert(postAuthor)
    .values(authors.map((memberId, position) => ({ postId: pageId, memberId, position })));
  if (text !== "") await makeRevision({ pageId, key: "body", content: fromTextarea(text), createdAt });
  return pageId;
}

/** Creates a comment as its command would leave it, by default visible. */
export async function makeComment(
  given: Partial<Omit<typeof comment.$inferInsert, "content">> & { postId: string; text?: string },
): Promise<string> {
  const { text = "A comment.", postId: pageId, ...values } = given;
  const id = newId();
  await db()
    .insert(comment)
    .values({
      id,
      pageId,
      state: "shown",
      authorId: values.authorId ?? (await makeMember()).id,
      content: fromTextarea(text),
      clientToken: id,
      createdAt: new Date(),
      ...values,
    });
  return id;
}

export async function makeSeries(slug: string, title = slug): Promise<string> {
  const id = newId();
  await db().insert(series).values({ id, slug, title, createdAt: new Date() });
  return id;
}
