import { discardDraft, findDraft, saveDraft } from "@/lib/profiles";
import { DiscardDraft, SaveDraft, SectionParams } from "@/lib/profiles/editing/model";
import { endpoint, reading } from "@/lib/web/api/endpoint";

/** Returns the member's own draft of a section, or null. */
export const GET = reading({
  input: SectionParams,
  limit: "draft",
  read: async (actor, { slug, section, lang }) => ({
    draft: await findDraft(actor, slug, section, { lang }),
  }),
});

/** Stores the member's own draft; its sequence number must rise. */
export const PUT = endpoint({
  input: SaveDraft,
  inQuery: ["lang"],
  takesContent: true,
  limit: "draft",
  run: saveDraft,
});

/** Discards the member's own draft. */
export const DELETE = endpoint({
  input: DiscardDraft,
  inQuery: ["lang"],
  limit: "draft",
  run: discardDraft,
});
