import { z } from "zod";
import { isWaiting } from "@/components/files/file-entry";
import { profileCrumbs } from "@/components/profiles/profile-frame";
import { withQuery } from "@/components/with-query";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { largestUpload, listOwnFiles, removeFile } from "@/lib/files";
import { readOutline } from "@/lib/files/bytes";
import { FileId, isLoose, readUploads } from "@/lib/files/model";
import { isOutlined, OUTLINE_LIMITS } from "@/lib/files/outline/model";
import { listDrafts } from "@/lib/profiles";
import { ProfileSlug } from "@/lib/profiles/editing/model";
import { draftLaws, draftText, readLaws, readText } from "@/lib/profiles/importing";
import { type Drafted, DraftLaws, DraftText } from "@/lib/profiles/importing/model";
import { findProfileHead } from "@/lib/profiles/reading";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { leadToSlug, SlugParams } from "../../profile-address";
import { importPath } from "./addresses";
import { ImportView } from "./import-view";

const Query = z.object({
  /** The uploaded file to import, and which of its sheets. */
  file: z.uuid().optional().catch(undefined),
  sheet: z.coerce
    .number()
    .int()
    .min(0)
    .max(OUTLINE_LIMITS.sheets - 1)
    .optional()
    .catch(undefined),
});

/** Imports a Word file, a PDF or a spreadsheet of laws into a profile, as drafts that the member reviews and saves. */
const view: ScreenView<typeof SlugParams, typeof Query> = {
  isLong: true,
  params: SlugParams,
  query: Query,
  async render({ slug, file, sheet = 0 }, tools) {
    const { t, locale, search, actor, form } = tools;
    const head = await findProfileHead(slug);
    if (!head) return leadToSlug(slug, tools);
    const [uploads, drafts, found] = await Promise.all([
      can(actor, "file.upload") ? listOwnFiles(actor) : [],
      listDrafts(actor),
      file === undefined ? null : readOutline(actor, file),
    ]);
    const loose = uploads.filter(
      (file) => isLoose(file) && file.state !== "refused" && isOutlined(file.type),
    );
    const title = t("imports.title");
    return {
      title: t("imports.titleOf", { country: head.names[locale] }),
      current: "countries",
      robots: "noindex",
      crumbs: profileCrumbs(t, locale, head, title),
      // The page reloads until each file has been read.
      ...(found === null && loose.some(isWaiting) ? { refresh: 5 } : {}),
      body: (
        <ImportView
          t={t}
          locale={locale}
          head={head}
          form={form}
          files={loose}
          refused={uploads.filter((file) => isLoose(file) && file.state === "refused")}
          drafts={drafts.filter((draft) => draft.slug === slug)}
          found={found && file !== undefined ? { ...found, file, sheet } : null}
          isMissing={file !== undefined && found === null}
          result={readUploads(search)}
          done={search}
          largest={largestUpload()}
        />
      ),
    };
  },
};

export const GET = screen(view);

const DismissUpload = z.object({ slug: ProfileSlug }).extend(FileId.shape);

const some = (count = 0) => (count > 0 ? String(count) : undefined);

const done = (outcome: Drafted, { input }: { input: { slug: string } }) => {
  const { drafted, kept, closed, laws } = outcome;
  return withQuery(importPath(input.slug), {
    drafted: String(drafted.length),
    kept: kept.length > 0 ? kept.join(" ") : undefined,
    closed: closed.length > 0 ? closed.join(" ") : undefined,
    added: laws ? String(laws.added) : undefined,
    extended: laws ? String(laws.extended) : undefined,
    known: laws ? String(laws.known) : undefined,
    left: some(laws?.left),
    untitled: some(laws?.untitled),
    cut: some(laws?.cut),
  });
};

export const POST = screenForm(view, {
  text: spec({
    schema: DraftText,
    prepare: (input, { actor }: { actor: Actor | null }) => readText(input, actor),
    command: draftText,
    limit: "save",
    done,
  }),
  laws: spec({
    schema: DraftLaws,
    prepare: (input, { actor }: { actor: Actor | null }) => readLaws(input, actor),
    command: draftLaws,
    limit: "save",
    done,
  }),
  dismiss: spec({
    schema: DismissUpload,
    command: removeFile,
    limit: "save",
    done: (_removed, { input }) => importPath(input.slug),
  }),
});
