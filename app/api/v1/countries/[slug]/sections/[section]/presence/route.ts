import { leavePresence, listPresent, touchPresence } from "@/lib/profiles";
import { SectionParams } from "@/lib/profiles/editing/model";
import { endpoint, reading } from "@/lib/web/api/endpoint";

/** Returns who else has the editor of a section open. */
export const GET = reading({
  input: SectionParams,
  limit: "presence",
  read: async (actor, { slug, section, lang }) => ({
    others: await listPresent(actor, slug, section, { lang }),
  }),
});

/** Reports that the member has it open, valid for half a minute, and returns who else has. */
export const POST = endpoint({
  input: SectionParams,
  inQuery: ["lang"],
  limit: "presence",
  run: touchPresence,
});

/** Reports that the member has closed it. */
export const DELETE = endpoint({
  input: SectionParams,
  inQuery: ["lang"],
  limit: "presence",
  run: leavePresence,
});
