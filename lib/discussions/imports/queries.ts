import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { importedMessage } from "@/db/schema/discussion-imports";
import type { Imported } from "./model";

/** The first message of a topic, in a list by reply. */
export const FIRST = "";

/** Lists which messages on a page of a topic were imported, by the id of the reply, or `FIRST`. */
export async function listImportedOn(
  pageId: string,
  replyIds: readonly string[],
  on: Queryable = db(),
): Promise<Map<string, Imported>> {
  const rows = await on
    .select({
      id: importedMessage.commentId,
      name: importedMessage.authorName,
      source: importedMessage.source,
    })
    .from(importedMessage)
    .where(
      or(
        and(eq(importedMessage.pageId, pageId), isNull(importedMessage.commentId)),
        inArray(importedMessage.commentId, [...replyIds]),
      ),
    );
  return new Map(rows.map(({ id, ...imported }) => [id ?? FIRST, imported]));
}

/** Finds the members with these addresses, in lower case, for the file that says who wrote what. */
export async function findMembersByAddress(
  addresses: readonly string[],
  on: Queryable = db(),
): Promise<Map<string, string>> {
  if (addresses.length === 0) return new Map();
  const rows = await on
    .select({ id: member.id, email: member.email })
    .from(member)
    .where(and(inArray(member.email, [...addresses]), eq(member.state, "active")));
  return new Map(
    rows.flatMap(({ id, email }) => (email === null ? [] : [[email.toLowerCase(), id] as const])),
  );
}
