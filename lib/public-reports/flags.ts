import { inArray } from "drizzle-orm";
import { publicReport } from "@/db/schema/public-reports";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import type { FlagKind } from "@/lib/flags";
import { isolateBidi } from "@/lib/notices/model";

/** The kind of thing that an address is for flags. */
export const ADDRESS_FLAGS = "address";

/**
 * Addresses that people reported at `/report` without being led to a thing: pages of no single author, and what the sender
 * may not read. Members do not flag them. A moderator acts on the page.
 */
export const addressFlags: FlagKind = {
  kind: ADDRESS_FLAGS,
  async find() {
    throw new DomainError("not_found", "flag");
  },
  async describe(reader, ids, on) {
    if (!can(reader, "flag.read")) return new Map();
    const rows = await on
      .select({ id: publicReport.id, path: publicReport.path })
      .from(publicReport)
      .where(inArray(publicReport.id, [...ids]));
    return new Map(
      rows.map(({ id, path }) => [id, { title: () => isolateBidi(path), path, text: null, author: null }]),
    );
  },
};
