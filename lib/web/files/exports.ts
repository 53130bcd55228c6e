import { DomainError } from "@/lib/core/errors";
import {
  type ExportForm,
  ExportQuery,
  exportName,
  exportPath,
  findExport,
  findProfileData,
  keyOf,
  type MadeExport,
  MIME_TYPES,
  requestExport,
  touchExport,
} from "@/lib/exports";
import { openObject } from "@/lib/files/bytes";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { findSlugOf } from "@/lib/profiles/reading";
import { spend } from "../limits";
import { requestContext, requestOrigin } from "../request-context";
import { attachmentNamed } from "./disposition";
import { namesTag } from "./range";
import { type Asking, BOX, end, pass } from "./sending";

interface At {
  locale: Locale;
  slug: string;
  format: "pdf" | "docx";
}

/**
 * Sends an export of a profile, of the newest or a given revision. A missing one is generated first; if that
 * takes long, the reader is redirected to a page with its progress.
 */
export async function sendExport(asking: Asking, at: At): Promise<void> {
  const { req, res } = asking;
  await spend("document-export", { ip: requestOrigin().ip });
  const query = ExportQuery.safeParse(
    Object.fromEntries(new URLSearchParams(requestContext()?.search ?? "")),
  );
  if (!query.success) throw new DomainError("not_found", "revision");
  const { revision, form = "full", lang } = query.data;
  const found = await findProfileData(at.slug, { number: revision, language: lang ?? at.locale });
  if (!found) return leadOn(asking, at, { form, revision, lang });
  const key = keyOf(found, { format: at.format, form, language: at.locale });
  const now = new Date();
  const known = await findExport(key);
  const made = known && isUsable(known) ? known : await requestExport(key, found, now);
  if (made.state !== "ready" || !made.objectKey || made.size === null)
    return leadToProgress(asking, at, made, lang);
  await touchExport(made, now);
  const tag = `"${made.sha256}"`;
  const name = exportName({
    slug: at.slug,
    number: made.number,
    format: at.format,
    form,
    language: at.locale,
    textLanguage: found.data.language,
  });
  const headers = {
    "content-type": MIME_TYPES[at.format],
    "content-security-policy": BOX,
    // Hidden content must disappear at once, so caches always revalidate.
    "cache-control": "public, max-age=0, must-revalidate",
    "content-disposition": attachmentNamed(name),
    etag: tag,
  };
  if (namesTag(req.headers["if-none-match"], tag)) return end(res, 304, headers);
  const sized = { ...headers, "content-length": made.size };
  if (req.method === "HEAD") return end(res, 200, sized);
  const bytes = await openObject(made.objectKey, 0, made.size - 1);
  res.writeHead(200, sized);
  await pass(bytes, asking, made.size);
}

const AGAIN = 10 * 60_000;

/** Ready, or failed just now so that retrying is useless. A running one is waited for. */
function isUsable(made: MadeExport): boolean {
  if (made.state === "ready") return made.objectKey !== null;
  return made.state === "failed" && Date.now() - made.createdAt.getTime() < AGAIN;
}

/** Redirects to the same export under the country's current name; throws `not_found` if there is none. */
async function leadOn(
  { res }: Asking,
  { locale, slug, format }: At,
  query: { form: ExportForm; revision: number | undefined; lang: string | undefined },
): Promise<void> {
  const other = await findSlugOf(slug);
  if (!other) throw new DomainError("not_found", "profile");
  const to = localePath(locale, exportPath(other, format, query));
  end(res, 308, { location: to, "cache-control": "no-store" });
}

function leadToProgress(
  { res }: Asking,
  { locale, slug }: At,
  made: MadeExport,
  lang: string | undefined,
): void {
  const query = lang === undefined || lang === locale ? "" : `?lang=${lang}`;
  const location = localePath(locale, `/countries/${slug}/exports/${made.id}`) + query;
  end(res, 303, { location, "cache-control": "no-store" });
}
