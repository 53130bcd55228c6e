import { member } from "@/db/schema/accounts";
import { fieldsFor, type Writer } from "./model";
import { PERSONAL } from "./personal-columns";

/** Columns of a member who wrote something. */
export const WRITER = {
  handle: member.handle,
  displayName: member.displayName,
  state: member.state,
  ...PERSONAL,
} as const;
type WriterRow = Pick<typeof member.$inferSelect, keyof typeof WRITER>;

/** Describes a writer as everybody sees them; null for a former member. */
export function writerOf(row: WriterRow): Writer | null {
  if (row.state === "erased") return null;
  const { institution } = fieldsFor(row, row.visibility, "public");
  return { handle: row.handle, displayName: row.displayName, institution };
}
