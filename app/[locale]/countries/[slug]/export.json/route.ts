import { z } from "zod";
import { DomainError, isDomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import {
  ExportRevision,
  exportName,
  type FoundData,
  findProfileData,
  isDataNoted,
  MIME_TYPES,
  noteData,
} from "@/lib/exports";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { ContentLanguage } from "@/lib/profiles/editing/model";
import { findProfileHead } from "@/lib/profiles/reading";
import { SYSTEM, transact } from "@/lib/transact";
import { document } from "@/lib/web/pages/document";
import { leadToSlug, SlugParams } from "../../profile-address";

/**
 * A profile as data, now or after a revision. Each section is in the language of the address (or of
 * `?lang=`) if it exists in it. The bytes are exactly those whose hash every document of that revision in
 * that language contains.
 */
export const GET = document({
  params: SlugParams,
  query: z.object({ revision: ExportRevision, lang: ContentLanguage.optional() }),
  scopes: ({ slug }) => [scope.profile(slug)],
  async render({ slug, revision, lang }, tools) {
    const found = await findProfileData(slug, { number: revision, language: lang ?? tools.locale });
    if (!found) {
      if (revision !== undefined && (await findProfileHead(slug)))
        throw new DomainError("not_found", "revision");
      return leadToSlug(slug, tools);
    }
    await note(found);
    const number = found.data.revision;
    const name = exportName({
      slug,
      number,
      format: "json",
      form: "full",
      language: DEFAULT_LOCALE,
      textLanguage: found.data.language,
    });
    return {
      text: found.json,
      type: MIME_TYPES.json,
      etag: `W/"r${number}-${found.contentHash.slice(0, 16)}"`,
      headers: { "content-disposition": `inline; filename="${name}"` },
    };
  },
});

/** Records the export once for each file content, also in read-only mode, so that it can be recognised later. */
async function note(found: FoundData): Promise<void> {
  if (await isDataNoted(found)) return;
  try {
    await transact(SYSTEM, (ctx) => noteData(ctx, found), { evenReadOnly: true });
  } catch (error) {
    if (!isDomainError(error)) throw error;
  }
}
