import { eq } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { scope } from "@/lib/core/versions";

/** Scopes of pages with the summary of a member's revision: the member's own page. */
export async function scopesOfContributions(
  { tx }: Pick<Ctx, "tx">,
  { authorId }: { authorId: string | null },
): Promise<string[]> {
  if (authorId === null) return [];
  const [author] = await tx.select({ handle: member.handle }).from(member).where(eq(member.id, authorId));
  return author ? [scope.member(author.handle)] : [];
}
