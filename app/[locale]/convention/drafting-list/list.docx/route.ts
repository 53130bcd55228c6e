import { env } from "@/lib/env";
import { localePath } from "@/lib/i18n/locales";
import { findDrafted } from "@/lib/legal";
import { DraftedInput } from "@/lib/legal/drafting/model";
import { posted } from "@/lib/web/api/posted";
import { wordAnswer } from "../../../data-file";
import { draftingDocument } from "./drafting-document";

/** A drafting list for Word, with the reader's own notes, which are sent with it and not stored. */
export const POST = posted({
  input: DraftedInput,
  limit: "document-export",
  async render({ items, notes }, { t, locale }) {
    const origin = env().APP_URL;
    const address = origin + localePath(locale, "/convention/drafting-list");
    const entries = (await findDrafted(items)).map((entry, n) => ({ ...entry, note: notes[n] ?? "" }));
    return wordAnswer("drafting-list", draftingDocument({ t, locale, origin }, { entries, address }));
  },
});
