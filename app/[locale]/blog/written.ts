import type { PostState } from "@/lib/blog/writing/model";

/** Where the form of a post leads: to the post once it is there, else back to it with what was done. */
export function afterWriting(
  { slug, state, text }: { slug: string; state: PostState; text: string | null },
  step: "draft" | "submit" | "publish",
): string {
  if (step === "publish") return `/blog/${slug}`;
  const done = text === "pending" ? "pending" : step === "submit" ? "submitted" : "saved";
  return state === "published" && done === "saved" ? `/blog/${slug}` : `/blog/${slug}/edit?done=${done}`;
}
