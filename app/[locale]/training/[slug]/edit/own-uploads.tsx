import { FileEntry } from "@/components/files/file-entry";
import { FileForm } from "@/components/files/file-form";
import { isLoose, type OwnFile } from "@/lib/files/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { materialHref } from "../../addresses";

/** The member's uploads that belong to nothing, each with a button that adds it; only a link until asked for. */
export function OwnUploads(props: {
  t: Translator;
  locale: Locale;
  slug: string;
  /** Null if not asked for. */
  files: readonly OwnFile[] | null;
}) {
  const { t, locale, slug, files } = props;
  if (files === null)
    return (
      <p className="small">
        <a href={materialHref(locale, slug, "/edit?uploads=own#own-uploads")}>{t("files.own.link")}</a>
      </p>
    );
  const loose = files.filter(
    (file) => isLoose(file) && (file.state === "clean" || file.state === "quarantined"),
  );
  return (
    <section id="own-uploads" className="stack" aria-labelledby="own-uploads-title">
      <h3 id="own-uploads-title">{t("files.own.title")}</h3>
      {loose.length === 0 ? <p className="dim">{t("files.own.none")}</p> : null}
      <ul className="list">
        {loose.map((file) => (
          <FileEntry
            key={file.id}
            t={t}
            locale={locale}
            file={file}
            action={
              <FileForm
                t={t}
                name="addUpload"
                action={materialHref(locale, slug, "/edit")}
                file={file}
                label={t("files.own.add")}
              />
            }
          />
        ))}
      </ul>
    </section>
  );
}
