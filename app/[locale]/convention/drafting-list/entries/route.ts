import { createElement } from "react";
import { env } from "@/lib/env";
import { findDrafted } from "@/lib/legal";
import { DraftedInput } from "@/lib/legal/drafting/model";
import { posted } from "@/lib/web/api/posted";
import { drawPart } from "@/lib/web/pages/draw";
import { fileHead } from "../../../law-data";
import { draftData } from "../draft-data";
import { DraftEntries } from "./draft-entries";
import { draftTexts } from "./draft-texts";

/** Returns the provisions of a drafting list as HTML, as plain text, and as data. */
export const POST = posted({
  input: DraftedInput,
  limit: "public-api",
  async render({ items }, tools) {
    const { t, locale } = tools;
    const entries = await findDrafted(items);
    const at = { t, locale, origin: env().APP_URL };
    const found = entries.map((entry) => ({
      key: entry.key,
      plain: draftTexts(at, entry),
      data: draftData(at, entry),
    }));
    // The list exists only in the reader's browser, so there is no stored file to compare with.
    const { check: _, ...head } = fileHead("octopus-drafting-list/1", new Date().toISOString().slice(0, 10), {
      ...tools,
      path: "/convention/drafting-list",
    });
    const body = {
      head,
      html: await drawPart(createElement(DraftEntries, { ...at, entries })),
      entries: found,
    };
    return { text: JSON.stringify(body), type: "application/json; charset=utf-8" };
  },
});
