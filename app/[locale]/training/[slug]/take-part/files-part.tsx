import { FileEntry } from "@/components/files/file-entry";
import { sizeText } from "@/components/files/file-words";
import { FlagLink } from "@/components/flags/flag-link";
import { SectionHead } from "@/components/ui/heading";
import { Icon } from "@/components/ui/icon";
import { fileHref, filesHref } from "@/lib/files/model";
import { languageName } from "@/lib/i18n/language-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { FoundMaterial, Played, Version, VersionFile } from "@/lib/training";
import { materialPath, previewPath } from "@/lib/training/model";
import { lookWord } from "../look";
import { MaterialPlayer } from "../playing-part";

interface Props {
  t: Translator;
  locale: Locale;
  material: FoundMaterial;
  /** The published versions, newest first, with the files that this member may have. */
  versions: readonly Version[];
  /** The videos and recordings of the newest version, playable here. */
  played: readonly Played[];
}

/** The files that this member may have. The public page is the same for everyone: it links to public files only. */
export function FilesFor(props: Props) {
  const { t, versions } = props;
  const [newest, ...earlier] = versions.filter(({ files }) => files.length > 0);
  const isLogged = versions.some(({ files }) => files.some((file) => file.access === "practitioners"));
  return (
    <section aria-labelledby="files" className="stack">
      <SectionHead id="files">{t("training.part.filesTitle")}</SectionHead>
      {newest ? (
        <>
          {isLogged ? <p className="small dim">{t("training.part.filesLogged")}</p> : null}
          {props.played.map((one) => (
            <MaterialPlayer
              key={one.file.id}
              t={t}
              locale={props.locale}
              slug={props.material.slug}
              one={one}
            />
          ))}
          <VersionFiles {...props} version={newest} />
        </>
      ) : (
        <p className="dim">{t("training.part.filesNone")}</p>
      )}
      {earlier.length > 0 ? (
        <details className="more folded">
          <summary>
            {t("training.part.earlier")} <Icon name="down" />
          </summary>
          <div className="stack">
            {earlier.map((version) => (
              <VersionFiles key={version.id} {...props} version={version} />
            ))}
          </div>
        </details>
      ) : null}
    </section>
  );
}

function VersionFiles(props: Props & { version: Version }) {
  const { t, locale, material, version } = props;
  const clean = version.files.filter((file) => file.state === "clean");
  const bytes = clean.reduce((sum, file) => sum + file.size, 0);
  const ids = clean.map((file) => file.id);
  return (
    <div className="stack g1">
      <h3>
        <bdi>{t("training.list.version", { label: version.label })}</bdi>
      </h3>
      <ul className="list ruled">
        {version.files.map((file) => (
          <FileOf key={file.id} {...props} file={file} />
        ))}
      </ul>
      {clean.length > 1 ? (
        <p>
          <a href={filesHref(materialPath(material.slug), ids)} download="">
            {t("training.material.all", { size: sizeText(locale, bytes) })}
          </a>
        </p>
      ) : null}
    </div>
  );
}

function FileOf({ t, locale, material, file }: Props & { file: VersionFile }) {
  const look = lookWord(t, file);
  return (
    <FileEntry
      t={t}
      locale={locale}
      file={file}
      href={fileHref(file.id, materialPath(material.slug))}
      facts={
        <>
          <span>{languageName(file.language, locale)}</span>
          {file.isForTrainers ? <span>{t("training.material.forTrainers")}</span> : null}
          {file.role === "main" ? null : <span>{t(`training.material.${file.role}`)}</span>}
        </>
      }
    >
      <p className="small">
        <FlagLink t={t} locale={locale} kind="file" id={file.id} of={file.name} />
      </p>
      {look ? (
        <p className="small">
          <a href={localePath(locale, previewPath(material.slug, file.id, file.access))}>
            {look}
            <span className="vh">
              {" "}
              <bdi>{file.name}</bdi>
            </span>
          </a>
        </p>
      ) : null}
    </FileEntry>
  );
}
