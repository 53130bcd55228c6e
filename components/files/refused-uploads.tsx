import type { FileLine } from "@/lib/files/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { FileEntry } from "./file-entry";
import { FileForm } from "./file-form";

/** The form that dismisses a refused upload, on every page with `RefusedUploads`; its field is `fileId`. */
export const DISMISS_FORM = "dismiss";

/**
 * Refused uploads, each with the reason, until their sender dismisses them. One that the page uses (`used`)
 * disappears when it is removed there.
 */
export function RefusedUploads(props: {
  t: Translator;
  locale: Locale;
  /** The address of the page, with its language. */
  action: string;
  loose: readonly FileLine[];
  used?: readonly FileLine[];
}) {
  const { t, locale, action, loose, used = [] } = props;
  const files = [...used, ...loose].filter(({ state }) => state === "refused");
  if (files.length === 0) return null;
  return (
    <section className="stack" aria-label={t("files.refusedTitle")}>
      <p>
        <strong>{t("files.refusedTitle")}</strong>
      </p>
      <ul className="list">
        {files.map((file) => (
          <FileEntry
            key={file.id}
            t={t}
            locale={locale}
            file={file}
            action={
              used.includes(file) ? null : (
                <FileForm t={t} name={DISMISS_FORM} action={action} file={file} label={t("files.dismiss")} />
              )
            }
          >
            {used.includes(file) ? <p className="small">{t("files.refusedUsed")}</p> : null}
          </FileEntry>
        ))}
      </ul>
    </section>
  );
}
