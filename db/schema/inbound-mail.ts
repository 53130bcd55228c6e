import { sql } from "drizzle-orm";
import { boolean, check, index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { bytes, id, moment } from "./columns";
import { page } from "./revisions";

/** A mail to a reply address, until it was taken; a refused one until its author was told. */
export const inboundMail = pgTable(
  "inbound_mail",
  {
    id: id(),
    /** Whose reply address it was sent to, which is not yet who sent it. */
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    /** The page that the address is for. */
    pageId: uuid()
      .notNull()
      .references(() => page.id, { onDelete: "cascade" }),
    /** SHA-256 of the address and the bytes, in hex: the same mail delivered twice is stored once. */
    digest: text().notNull(),
    /** As it came (RFC 5322). */
    raw: bytes().notNull(),
    /** Whether that is only its beginning, because the mail was too large. */
    isCut: boolean().notNull().default(false),
    receivedAt: moment().notNull(),
    /** Why it was refused. */
    refusal: text(),
    /** Files that came with a mail that was taken, and were not taken themselves: until its author was told. */
    leftOut: jsonb().$type<{ name: string; why: string }[]>(),
  },
  (t) => [
    uniqueIndex("inbound_mail_digest_key").on(t.digest),
    index().on(t.memberId),
    check("inbound_mail_digest", sql`${t.digest} ~ '^[0-9a-f]{64}$'`),
  ],
);
