import { ProfileData } from "@/lib/exports";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { siteName } from "@/lib/i18n/site-words";
import * as answers from "@/lib/profiles/api/model";
import { KINDS } from "@/lib/profiles/kinds";
import { SuggestionsAnswer } from "@/lib/search/model";
import { json } from "@/lib/web/api/answer";
import { reading } from "@/lib/web/api/endpoint";
import { openApi } from "@/lib/web/api/openapi";
import { OPEN_SCHEMAS } from "./open-data";
import { OPEN_EXAMPLES } from "./open-examples";
import { OPERATIONS } from "./operations";
import { SECTION_EXAMPLES } from "./section-examples";

/** Returns the schemas of content: one for all prose, one for each records section. */
function contents() {
  const records = Object.values(KINDS).filter((kind) => kind.family === "records");
  const named = records.map((kind) => [`Content_${kind.key}`, kind.schema] as const);
  return { Content_prose: KINDS.legislation.schema, ...Object.fromEntries(named) };
}

/** The description as last made; it names the site, whose name an administrator may change. */
let drawn: { title: string; body: Record<string, unknown> } | undefined;

function description(): Record<string, unknown> {
  const title = siteName(DEFAULT_LOCALE);
  if (drawn?.title === title) return drawn.body;
  const body = openApi({
    title,
    version: "1",
    description:
      "All public data of this site, in pages or as complete dumps, and edits to country profiles. See /help/api for how to use it. The schemas Content_… describe the content of sections: one for all prose, and one for each section of records.",
    schemas: {
      ...contents(),
      Profile: ProfileData,
      Section: answers.SectionAnswer,
      Saved: answers.SavedAnswer,
      Draft: answers.DraftAnswer,
      DraftSaved: answers.DraftSavedAnswer,
      DraftDiscarded: answers.DraftDiscardedAnswer,
      Presence: answers.PresenceAnswer,
      PresenceLeft: answers.PresenceLeftAnswer,
      Preview: answers.PreviewAnswer,
      Sources: answers.SourcesAnswer,
      Links: answers.LinksAnswer,
      Suggestions: SuggestionsAnswer,
      ...OPEN_SCHEMAS,
      Problem: answers.ProblemAnswer,
      Conflict: answers.ConflictAnswer,
    },
    examples: { ...SECTION_EXAMPLES, ...OPEN_EXAMPLES },
    operations: OPERATIONS,
  });
  drawn = { title, body };
  return body;
}

/** The description of the API, made from the schemas that validate requests. */
export const GET = reading({
  limit: "public-api",
  isPublic: true,
  read: async () => json(description(), 200, { "cache-control": "public, max-age=0, must-revalidate" }),
});
