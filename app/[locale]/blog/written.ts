import type { PostState } from "@/lib/blog/writing/model";

/** Returns the address after saving a post: the post if it is published, otherwise the form with the result. */
export function afterWriting(
  { slug, state, text }: { slug: string; state: PostState; text: string | null },
  step: "draft" | "submit" | "publish",
): string {
  if (step === "publish") return `/blog/${slug}`;
  const done = text === "pending" ? "pending" : step === "submit" ? "submitted" : "saved";
  return state === "published" && done === "saved" ? `/blog/${slug}` : `/blog/${slug}/edit?done=${done}`;
}
