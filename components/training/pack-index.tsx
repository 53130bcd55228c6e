import { lengthText, sizeText } from "@/components/files/file-words";
import { dayText } from "@/components/time";
import { TableHead } from "@/components/ui/table";
import { countryName } from "@/lib/i18n/country-names";
import { languageName } from "@/lib/i18n/language-names";
import { direction, type Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import {
  type ListedFile,
  type ListedPart,
  type Manifest,
  NOTES_FOLDER,
  PACK_LISTS,
} from "@/lib/training/pack/model";
import { durationText, wordOf } from "@/lib/training/words/model";

interface Props {
  t: Translator;
  locale: Locale;
  manifest: Manifest;
}

/**
 * The styles of the page, similar to the site but self-contained: the list is opened from a folder on a
 * machine without a connection. Without quotes, ampersands and angle brackets, which would be escaped and
 * have no meaning in a style.
 */
const STYLE = `:root{color-scheme:light dark}
body{margin:0 auto;max-width:60rem;padding:1.5rem;font:1rem/1.55 system-ui,sans-serif}
h1,h2{font-family:Georgia,serif;line-height:1.25}
h2{border-block-end:1px solid #8886;padding-block-end:.25rem;margin-block-start:2rem}
table{border-collapse:collapse;inline-size:100%}
th,td{text-align:start;vertical-align:top;padding:.35rem .75rem .35rem 0;border-block-end:1px solid #8883}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}
dd{margin:0}code{overflow-wrap:anywhere}
.box{border:1px solid #8886;padding:.75rem 1rem}
.scroll{overflow-x:auto}`;

const CHECK_COMMAND = `sha256sum -c ${PACK_LISTS.sums}`;

/** The index of a course pack: its files and their versions, what was left out, and how to verify it. */
export function PackIndex({ t, locale, manifest }: Props) {
  const tlp = wordOf(t, "tlp", manifest.tlp);
  return (
    <html lang={locale} dir={direction(locale)}>
      {/* biome-ignore lint/style/noHeadElement: a document of our own in an archive, not a page of the framework */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{manifest.title}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <main>
          <h1 lang={manifest.language} dir="auto">
            {manifest.title}
          </h1>
          <p>
            {t("training.pack.index.made", { day: dayText(manifest.madeAt.slice(0, 10), locale) })}{" "}
            <a href={manifest.address}>{t("training.pack.index.online")}</a>
          </p>
          <p className="box">
            <strong>{t("training.pack.index.handling", { label: tlp })}</strong>{" "}
            {manifest.hasNotes
              ? t("training.pack.index.notesIn", { folder: NOTES_FOLDER })
              : t("training.pack.index.notesOut")}
          </p>
          {manifest.parts.map((part) => (
            <Part key={part.number} t={t} locale={locale} part={part} />
          ))}
          <h2 id="check">{t("training.pack.index.checkTitle")}</h2>
          <p>
            {t("training.pack.index.check")} <code dir="ltr">{CHECK_COMMAND}</code>
          </p>
        </main>
      </body>
    </html>
  );
}

interface PartProps extends Omit<Props, "manifest"> {
  part: ListedPart;
}

function Part({ t, locale, part }: PartProps) {
  const isCourse = part.number === "0";
  if (isCourse && part.files.length + part.leftOut.length + part.links.length === 0) return null;
  const id = `part-${part.number.replaceAll(".", "-")}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {isCourse ? t("training.pack.index.course") : <bdi>{part.number}</bdi>}{" "}
        <a href={part.address} lang={part.language} dir="auto">
          {part.title}
        </a>
      </h2>
      {part.note ? <p dir="auto">{part.note}</p> : null}
      <Facts t={t} locale={locale} part={part} />
      <Files t={t} locale={locale} part={part} />
      <Elsewhere t={t} locale={locale} part={part} />
      <LeftOutList t={t} locale={locale} part={part} />
    </section>
  );
}

function Facts({ t, locale, part }: PartProps) {
  const duration = durationText(t, { durationMinutes: part.minutes });
  const facts: [string, string | null][] = [
    [t("training.material.kind"), wordOf(t, "kind", part.kind)],
    [t("training.material.durationLabel"), duration],
    [t("training.material.version"), versionText()],
    [
      t("training.material.reviewed"),
      part.reviewedOn ? dayText(part.reviewedOn, locale) : t("training.material.notReviewed"),
    ],
    [t("training.material.licence"), wordOf(t, "licence", part.licence)],
    [t("training.material.tlp"), wordOf(t, "tlp", part.tlp)],
  ];
  return (
    <>
      <dl>
        {facts.map(([term, value]) =>
          value === null ? null : (
            <div key={term} style={{ display: "contents" }}>
              <dt>{term}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ),
        )}
      </dl>
      {part.lawChangedOn ? (
        <p className="box">
          {t("training.pack.index.lawChanged", { day: dayText(part.lawChangedOn, locale) })}
        </p>
      ) : null}
    </>
  );

  function versionText(): string | null {
    if (part.version === null) return null;
    return part.asOf === null
      ? part.version
      : t("training.pack.index.version", { label: part.version, day: dayText(part.asOf, locale) });
  }
}

/** Encodes each step of a path for a link. */
const hrefOf = (path: string) => path.split("/").map(encodeURIComponent).join("/");

function Files({ t, locale, part }: PartProps) {
  if (part.files.length === 0) return null;
  return (
    <div className="scroll">
      <table>
        <TableHead
          columns={[
            t("training.material.file"),
            t("training.material.language"),
            t("training.pack.index.for"),
            t("training.pack.index.size"),
            t("training.material.sum"),
          ]}
        />
        <tbody>
          {part.files.map((file) => (
            <tr key={file.path}>
              <th scope="row">
                <a href={hrefOf(file.path)}>
                  <bdi>{file.name}</bdi>
                </a>
              </th>
              <td>{languageText(t, locale, file)}</td>
              <td>{t(`training.form.parts.${file.part}`)}</td>
              <td>
                {sizeText(locale, file.size)}
                {file.seconds === null ? null : (
                  <>
                    <br />
                    {lengthText(t, locale, file.seconds)}
                  </>
                )}
              </td>
              <td>
                <code dir="ltr">{file.sha256}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function languageText(t: Translator, locale: Locale, file: ListedFile) {
  return (
    <>
      {languageName(file.language, locale)}
      {file.origin === "original" ? null : (
        <>
          <br />
          {wordOf(t, "origin", file.origin)}
        </>
      )}
      {file.country ? (
        <>
          <br />
          {t("training.material.adapted", { country: countryName(file.country, locale) })}
        </>
      ) : null}
    </>
  );
}

function Elsewhere({ t, locale, part }: PartProps) {
  if (part.links.length === 0) return null;
  return (
    <>
      <h3>{t("training.pack.index.links")}</h3>
      <ul>
        {part.links.map((link) => (
          <li key={link.url}>
            <a href={link.url} rel="noreferrer">
              <bdi lang={link.language}>{link.label}</bdi>
            </a>{" "}
            {languageName(link.language, locale)}
          </li>
        ))}
      </ul>
    </>
  );
}

function LeftOutList({ t, locale, part }: PartProps) {
  if (part.leftOut.length === 0) return null;
  return (
    <>
      <h3>{t("training.pack.leftOut")}</h3>
      <ul>
        {part.leftOut.map((file, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never reordered
          <li key={n}>
            <bdi>{file.name}</bdi>{" "}
            {t("training.pack.index.leftOut", {
              size: sizeText(locale, file.size),
              who: wordOf(t, "accessWho", file.access),
            })}{" "}
            <a href={file.ask}>{t("training.pack.index.ask")}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
