import { leavePresence, listPresent, touchPresence } from "@/lib/profiles";
import { SectionParams } from "@/lib/profiles/editing/model";
import { endpoint, reading } from "@/lib/web/api/endpoint";

/** Who else has the editor of a section open. */
export const GET = reading({
  input: SectionParams,
  limit: "presence",
  read: async (actor, { slug, section, lang }) => ({
    others: await listPresent(actor, slug, section, { lang }),
  }),
});

/** Says that one has it open, good for half a minute, and asks who else has. */
export const POST = endpoint({
  input: SectionParams,
  inQuery: ["lang"],
  limit: "presence",
  run: touchPresence,
});

/** Says that one has closed it. */
export const DELETE = endpoint({
  input: SectionParams,
  inQuery: ["lang"],
  limit: "presence",
  run: leavePresence,
});
