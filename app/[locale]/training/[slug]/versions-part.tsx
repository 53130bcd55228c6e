import { FileMarks, FilePages } from "@/components/files/file-entry";
import { kindAndSize, sizeText } from "@/components/files/file-words";
import { Day, Time } from "@/components/time";
import { SectionHead } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { fileHref, filesHref, isScan } from "@/lib/files/model";
import { countryName } from "@/lib/i18n/country-names";
import { languageName } from "@/lib/i18n/language-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { FoundMaterial, Version, VersionFile } from "@/lib/training";
import { materialPath, previewPath } from "@/lib/training/model";
import { wordOf } from "@/lib/training/words/model";
import { FILES_FOR, materialHref } from "../addresses";
import { wayIn } from "../way-in";
import { lookWord } from "./look";

/** Returns the command for comparing a downloaded file with its checksum. */
const checkCommand = (name: string) => `sha256sum ${name}`;

interface Props {
  t: Translator;
  locale: Locale;
  material: FoundMaterial;
  /** For its authors and reviewers: pending versions are shown as well. */
  isReview?: boolean;
}

/** Returns the published versions, newest first; for reviewers also the pending ones. */
export function shownVersions(material: FoundMaterial, isReview = false): Version[] {
  return material.versions.filter(
    (version) => (isReview || version.publishedAt !== null) && version.files.length > 0,
  );
}

/** Every file of every version: its language and whether it is outdated, its size and checksum, and how to get it. */
export function VersionsPart(props: Props) {
  const { t, locale, material, isReview } = props;
  const versions = shownVersions(material, isReview);
  const [newest] = versions;
  if (!newest) return null;
  const clean = newest.files.filter((file) => file.state === "clean" && file.access === "public");
  const bytes = clean.reduce((sum, file) => sum + file.size, 0);
  return (
    <section aria-labelledby="versions" className="stack">
      <SectionHead
        id="versions"
        aside={
          material.access === "public" && clean.length > 1 ? (
            <a
              href={filesHref(
                materialPath(material.slug),
                clean.map((file) => file.id),
              )}
              download=""
            >
              {t("training.material.all", { size: sizeText(locale, bytes) })}
            </a>
          ) : null
        }
      >
        {t("training.material.versions")}
      </SectionHead>
      <CardTable>
        <TableHead
          columns={[
            t("training.material.version"),
            t("training.material.language"),
            t("training.material.file"),
            t("training.material.sum"),
            t("training.material.published"),
            { label: t("training.material.get"), isUnseen: true },
          ]}
        />
        <tbody>
          {versions.map((version) =>
            version.files.map((file) => (
              <FileRow
                key={`${version.id}${file.id}`}
                {...props}
                version={version}
                file={file}
                versions={versions}
              />
            )),
          )}
        </tbody>
      </CardTable>
      <ChangesList t={t} versions={versions} />
      <p className="tiny dim">
        {t("training.material.check")} <code dir="ltr">{checkCommand(newest.files[0]?.name ?? "")}</code>
      </p>
    </section>
  );
}

function FileRow(props: Props & { version: Version; file: VersionFile; versions: readonly Version[] }) {
  const { t, locale, version, file, versions } = props;
  const cell = (label: string) => ({ "data-l": label });
  return (
    <tr id={`file-${file.id}`}>
      <th scope="row">
        <bdi>{version.label}</bdi> <VersionTag t={t} version={version} file={file} versions={versions} />
      </th>
      <td {...cell(t("training.material.language"))}>
        {languageName(file.language, locale)}
        <span className="meta">
          {file.origin === "original" ? null : <span>{wordOf(t, "origin", file.origin)}</span>}
          {file.country ? (
            <span>{t("training.material.adapted", { country: countryName(file.country, locale) })}</span>
          ) : null}
          {file.isForTrainers ? <Tag kind="mild">{t("training.material.forTrainers")}</Tag> : null}
          {file.role === "main" ? null : <Tag>{t(`training.material.${file.role}`)}</Tag>}
        </span>
      </td>
      <td {...cell(t("training.material.file"))}>
        <bdi className="name">{file.name}</bdi>
        <span className="meta">
          <span className="num">{kindAndSize(t, locale, file)}</span>
          <FilePages t={t} file={file} />
          <FileMarks t={t} file={file} />
        </span>
      </td>
      <td {...cell(t("training.material.sum"))}>
        {file.sha256 ? (
          <code dir="ltr" className="sum" title={file.sha256}>
            {file.sha256}
          </code>
        ) : null}
      </td>
      <td {...cell(t("training.material.published"))} className="num">
        {version.issuedOn ? (
          <Day day={version.issuedOn} locale={locale} />
        ) : version.publishedAt ? (
          <Time at={version.publishedAt} locale={locale} isDayOnly />
        ) : null}
      </td>
      <td>
        <FileLinks {...props} file={file} />
      </td>
    </tr>
  );
}

/**
 * "Current" for a file of the newest version; "superseded" if a newer one has a file of the same language,
 * country and role; otherwise how many versions are newer.
 */
function VersionTag(props: {
  t: Translator;
  version: Version;
  file: VersionFile;
  versions: readonly Version[];
}) {
  const { t, version, file, versions } = props;
  const newer = versions.filter((other) => other.number > version.number);
  if (newer.length === 0) return <Tag kind="ok">{t("training.material.current")}</Tag>;
  const isReplaced = newer.some((other) =>
    other.files.some(
      (one) => one.language === file.language && one.country === file.country && one.role === file.role,
    ),
  );
  return isReplaced ? (
    <Tag>{t("training.material.superseded")}</Tag>
  ) : (
    <Tag kind="warn">{t("training.material.behind", { count: newer.length })}</Tag>
  );
}

/**
 * The actions for a file. The page is the same for everyone: for a restricted file, it says who may have it
 * and how.
 */
function FileLinks({ t, locale, material, isReview, file }: Props & { file: VersionFile }) {
  if (file.state !== "clean" || !(file.isOpen || isReview)) return null;
  const named = (word: string) => (
    <>
      {word}
      <span className="vh">
        {" "}
        <bdi>{file.name}</bdi>
      </span>
    </>
  );
  if (file.access !== "public" && !isReview)
    return (
      <ul className="list links">
        <li className="dim">{t("training.material.who", { who: wordOf(t, "accessWho", file.access) })}</li>
        <li>
          <a href={materialHref(locale, material.slug, FILES_FOR)}>{named(wayIn(t, file.access))}</a>
        </li>
      </ul>
    );
  const look = lookWord(t, file);
  return (
    <ul className="list links">
      <li>
        <a href={fileHref(file.id, materialPath(material.slug))} download="">
          {named(t("training.material.get"))}
        </a>
      </li>
      {isScan(file) && file.isOpen && file.recognition !== "read" && file.recognition !== "waiting" ? (
        <li>
          <a href={materialHref(locale, material.slug, "/take-part#scans")}>
            {named(t("training.scan.offer"))}
          </a>
        </li>
      ) : null}
      {look && file.isOpen ? (
        <li>
          <a href={localePath(locale, previewPath(material.slug, file.id, file.access))}>{named(look)}</a>
        </li>
      ) : null}
    </ul>
  );
}

function ChangesList({ t, versions }: { t: Translator; versions: readonly Version[] }) {
  const told = versions.filter((version) => version.changes !== "");
  if (told.length === 0) return null;
  return (
    <dl className="small">
      {told.map((version) => (
        <div key={version.id}>
          <dt>
            <b>{t("training.material.changes", { label: version.label })}</b>
          </dt>
          <dd className="lines" dir="auto">
            {version.changes}
          </dd>
        </div>
      ))}
    </dl>
  );
}
