import { Outcome } from "@/components/outcome";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { cleanFileName, UPLOAD_FORM, UPLOADS, type UploadResult } from "@/lib/files/model";
import { ACCEPTED, type FileTypeName, fileTypeOf } from "@/lib/files/types/model";
import { listText } from "@/lib/i18n/lists";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { refusalText } from "./file-entry";
import { sizeText } from "./file-words";

/**
 * Accepts any number of files. Without scripts they are sent as one form, which leads to `next` with the
 * results (`readUploads`, `UploadOutcome`). With scripts each is sent separately as soon as it is chosen or
 * dropped, continues after a lost connection, and shows its progress; afterwards the element with the id `list`
 * is drawn again.
 */
export function UploadForm(props: {
  t: Translator;
  locale: Locale;
  /** The address, without language, of the page with the form. */
  next: string;
  /** The id of the element that lists the uploaded files. */
  list: string;
  /** Ids of further elements that show something about the files. */
  also?: string;
  /** The address, without language, of the page of the work that the files are for, if any. */
  to?: string;
  /** The result of `largestUpload()`, in bytes. */
  largest: number;
  /** The types that the page has a use for, if not all. */
  only?: readonly FileTypeName[];
}) {
  const { t, locale, next, list, also, to, largest, only } = props;
  const size = sizeText(locale, largest);
  const hint = only
    ? t("files.chooseOnly", { size, types: listText(extensionsOf(only), locale) })
    : t("files.chooseHint", { size });
  return (
    <form
      method="post"
      action={localePath(locale, UPLOAD_FORM)}
      encType="multipart/form-data"
      className="stack narrow uploads"
      data-uploads={UPLOADS}
      data-list={list}
      data-also={also}
      data-to={to}
      data-largest={largest}
      data-only={only ? "" : undefined}
    >
      <input type="hidden" name="next" value={localePath(locale, next)} />
      {to ? <input type="hidden" name="to" value={to} /> : null}
      <Field name="files" label={t("files.choose")} hint={hint}>
        {({ id, describedBy }) => (
          <input
            className="in"
            id={id}
            name="files"
            type="file"
            multiple
            required
            accept={only ? extensionsOf(only).join(",") : ACCEPTED}
            aria-describedby={describedBy}
          />
        )}
      </Field>
      <HowSent t={t} size={size} />
      <UploadRows t={t} size={size} />
    </form>
  );
}

/** How chosen files are sent: with scripts at once, without them by the button. */
function HowSent({ t, size }: { t: Translator; size: string }) {
  return (
    <>
      <noscript>
        <p className="hint">{t("files.together", { size })}</p>
      </noscript>
      <p className="hint" data-drop="" hidden>
        {t("files.drop")}
      </p>
      <div className="row" data-plain="">
        <Button kind="pri">{t("files.upload")}</Button>
      </div>
    </>
  );
}

/** The extensions of types, as inputs for files take them: ".docx". */
function extensionsOf(types: readonly FileTypeName[]): string[] {
  return types.flatMap((type) => fileTypeOf(type).extensions.map((extension) => `.${extension}`));
}

/**
 * The template from which the script draws each file being sent; its texts are in the language of the page. `more`: texts
 * of a form that is more than its files.
 */
export function UploadRows(props: { t: Translator; size: string; more?: Readonly<Record<string, string>> }) {
  const { t, size, more = {} } = props;
  const words = {
    sending: t("files.way.sending", { sent: "{sent}", size: "{size}", speed: "{speed}", left: "{left}" }),
    starting: t("files.way.starting"),
    broken: t("files.way.broken"),
    waiting: t("files.way.waiting"),
    done: t("files.way.done"),
    cancelled: t("files.way.cancelled"),
    dismiss: t("files.way.dismiss"),
    failed: t("files.way.failed"),
    signedOut: t("files.way.signedOut"),
    busy: t("files.way.busy"),
    gone: t("files.way.gone"),
    twice: t("files.way.twice"),
    too_large: t("files.way.tooLarge", { size }),
    empty: refusalText(t, "empty"),
    type: refusalText(t, "type"),
    quota: refusalText(t, "quota"),
    checked: t("files.way.checked"),
    refused: t("files.way.refused"),
    cancel: t("files.way.cancel"),
    ...more,
  };
  return (
    <>
      <ul className="list" data-upload-rows="" aria-label={t("files.way.label")} hidden />
      <p className="vh" role="status" data-upload-told="" />
      <template data-upload-row="" data-words={JSON.stringify(words)}>
        <li className="upload">
          <div className="row">
            <bdi className="name" data-name="" />
            <Button type="button" size="sm" data-again="" hidden>
              {t("files.way.again")}
              <span className="vh">
                {" "}
                <bdi data-name="" />
              </span>
            </Button>
            <Button type="button" kind="quiet" size="sm" data-cancel="">
              {t("files.way.cancel")}
              <span className="vh">
                {" "}
                <bdi data-name="" />
              </span>
            </Button>
          </div>
          <progress max={1} value={0} data-bar="" />
          <p className="tiny dim" data-told="" />
        </li>
      </template>
    </>
  );
}

/** The result of an upload form, at the head of the page that it led to. Nothing if there was none. */
export function UploadOutcome({ t, result }: { t: Translator; result: UploadResult }) {
  const { uploaded } = result;
  const refused = result.refused.filter(({ refusal }) => refusal !== "none");
  return (
    <>
      {refused.length < result.refused.length ? <Outcome kind="bad">{refusalText(t, "none")}</Outcome> : null}
      {uploaded.length > 0 ? <Outcome>{t("files.uploaded", { count: uploaded.length })}</Outcome> : null}
      {refused.length > 0 ? (
        <Outcome kind="bad" title={t("files.notTaken", { count: refused.length })}>
          <ul>
            {refused.map(({ refusal, name }) => (
              <li key={`${refusal}${name}`}>
                {name ? <bdi>{cleanFileName(name)}</bdi> : null} {refusalText(t, refusal)}
              </li>
            ))}
          </ul>
        </Outcome>
      ) : null}
    </>
  );
}
