import type { z } from "zod";
import { problemText } from "@/components/errors-summary";
import { FileEntry } from "@/components/files/file-entry";
import { FileForm } from "@/components/files/file-form";
import { UploadForm, UploadOutcome } from "@/components/files/upload-form";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { can } from "@/lib/core/policy";
import { largestUpload, listOwnFiles, removeFile } from "@/lib/files";
import { FileId, fileHref, type OwnFile, readUploads } from "@/lib/files/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findFirstSteps } from "@/lib/members";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ME_PLACES, MeFrame, meCrumbs } from "../me-frame";
import { SameFiles } from "./same-files";

const LIST = "own-uploads";

/** The member's uploads: their state, where they are used, and a form to remove those not used. */
const view = {
  async render(_input, { locale, t, form, search, actor }) {
    const [files, steps] = await Promise.all([listOwnFiles(actor), findFirstSteps(actor)]);
    const title = t("files.title");
    const { error } = fieldsOf(t, form, "remove").problems;
    return {
      title,
      crumbs: meCrumbs(t, title),
      body: (
        <>
          <UploadOutcome t={t} result={readUploads(search)} />
          {search.get("done") === "removed" ? <Outcome>{t("files.removed")}</Outcome> : null}
          {error ? <Outcome kind="bad">{problemText(t, error.code, error.reason)}</Outcome> : null}
          <MeFrame
            isNew={steps.isOffered}
            t={t}
            locale={locale}
            place="uploads"
            title={title}
            sub={t("files.sub")}
          >
            <UploadForm
              t={t}
              locale={locale}
              next={ME_PLACES.uploads}
              list={LIST}
              largest={largestUpload()}
            />
            <OwnUploads t={t} locale={locale} files={files} />
            {can(actor, "file.block", undefined) ? (
              <p>
                <a href={localePath(locale, "/moderation/files")}>{t("files.review.title")}</a>
              </p>
            ) : null}
          </MeFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

function OwnUploads({ t, locale, files }: { t: Translator; locale: Locale; files: readonly OwnFile[] }) {
  return (
    <div id={LIST}>
      {files.length === 0 ? (
        <p className="dim">{t("files.none")}</p>
      ) : (
        <ul className="list" aria-label={t("files.title")}>
          {files.map((file) => (
            <FileEntry
              key={file.id}
              t={t}
              locale={locale}
              file={file}
              href={localePath(locale, fileHref(file.id))}
              action={
                file.places.length === 0 ? (
                  <FileForm
                    t={t}
                    name="remove"
                    action={localePath(locale, ME_PLACES.uploads)}
                    file={file}
                    label={t("files.remove")}
                    kind="bad"
                  />
                ) : null
              }
            >
              <Places t={t} locale={locale} file={file} />
              <SameFiles t={t} locale={locale} same={file.same} />
            </FileEntry>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The pages that use a file. */
function Places({ t, locale, file }: { t: Translator; locale: Locale; file: OwnFile }) {
  if (file.state === "refused") return null;
  const places = file.places.concat(file.sentTo);
  if (places.length === 0) return <p className="tiny dim">{t("files.nowhere")}</p>;
  return (
    <p className="tiny">
      {t(file.places.length > 0 ? "files.standsOn" : "files.sentTo")}{" "}
      {places.map((place) => (
        <a key={place} href={localePath(locale, place)} dir="ltr">
          {place}
        </a>
      ))}
    </p>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  remove: spec({
    schema: FileId,
    command: removeFile,
    limit: "account",
    done: () => `${ME_PLACES.uploads}?done=removed`,
  }),
});
