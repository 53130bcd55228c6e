import { sizeText } from "@/components/files/file-words";
import { profileHref } from "@/components/profiles/addresses";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { PLACES } from "@/components/shell/places";
import { Day } from "@/components/time";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { PageHead, Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { CardTable, TableHead } from "@/components/ui/table";
import type { KnownExport } from "@/lib/exports/queries/model";
import { languageName } from "@/lib/i18n/language-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  /** The typed text; undefined before the first query. */
  typed: string | undefined;
  /** The hash read from it; null if it is not a hash. */
  sha256: string | null;
  known: readonly KnownExport[];
}

/**
 * The page that verifies documents: it takes a file, whose hash the browser computes, or a hash, and shows what
 * is known of it.
 */
export function VerifyView(props: Props) {
  const { t, locale, typed, sha256 } = props;
  const isInvalid = typed !== undefined && sha256 === null;
  return (
    <>
      <PageHead title={t("exports.verify.title")} sub={t("exports.verify.sub")} />
      <div className="wrap body flush stack g6">
        {typed !== undefined && sha256 !== null ? <Answer {...props} sha256={sha256} /> : null}
        <div className="stack narrow">
          <div className="f" data-verify="" hidden>
            <label htmlFor="file">{t("exports.verify.file")}</label>
            <span className="hint" id="file-hint">
              {t("exports.verify.fileHint")}
            </span>
            <input type="file" id="file" className="in" aria-describedby="file-hint" />
            <span
              role="status"
              data-computing={t("exports.verify.computing")}
              data-unread={t("exports.verify.unread")}
              data-large={t("exports.verify.tooLarge")}
            />
          </div>
          <form method="get" action={localePath(locale, PLACES.verify)} className="stack">
            <TextField
              name="sha256"
              label={t("exports.verify.hash")}
              hint={t("exports.verify.hashHint")}
              errors={isInvalid ? [t("exports.verify.invalid")] : []}
              defaultValue={typed ?? ""}
              dir="ltr"
              maxLength={300}
              required
              autoComplete="off"
              spellCheck={false}
              {...(isInvalid ? { "data-focus": "" } : {})}
            />
            <p>
              <Button kind="pri" icon="seal">
                {t("exports.verify.submit")}
              </Button>
            </p>
          </form>
        </div>
        <Section id="about-verifying" className="stack narrow" title={t("exports.verify.about")}>
          <p>{t("exports.verify.aboutText")}</p>
          <p>{t("exports.verify.lists")}</p>
        </Section>
      </div>
    </>
  );
}

function Answer({ t, locale, sha256, known }: Props & { sha256: string }) {
  const [first] = known;
  return (
    <section className="stack" aria-labelledby="answer">
      <p className="small dim">
        {t.rich("exports.verify.asked", { hash: () => <code className="sum">{sha256}</code> })}
      </p>
      {first ? (
        <>
          <Note
            kind={first.isReadable ? "ok" : "warn"}
            title={<span id="answer">{t(`exports.verify.${first.isFile ? "file" : "data"}-known`)}</span>}
            role="status"
          >
            {first.isReadable ? t(`exports.verify.${first.isNewest ? "newest" : "older"}`) : null}
            {first.isReadable ? null : t("exports.verify.hidden")}{" "}
            {first.isReadable ? null : t("exports.verify.hiddenText")}
          </Note>
          <KnownTable t={t} locale={locale} known={known} />
          <DesignationNotes t={t} locale={locale} entries={known} />
        </>
      ) : (
        <Note kind="bad" title={<span id="answer">{t("exports.verify.unknown")}</span>} role="status">
          {t("exports.verify.unknownText")}
        </Note>
      )}
    </section>
  );
}

function KnownTable({ t, locale, known }: Pick<Props, "t" | "locale" | "known">) {
  const columns = ["what", "profile", "revision", "language", "made", "sum"] as const;
  const label = (name: (typeof columns)[number]) => t(`exports.verify.${name}`);
  return (
    <CardTable caption={t("exports.verify.caption")}>
      <TableHead columns={columns.map(label)} />
      <tbody>
        {known.map((one) => (
          <tr key={`${one.sha256}${one.format}${one.number}`}>
            <th scope="row">
              {t(`exports.verify.kind.${one.format === "json" ? "json" : one.form}`, {
                format: one.format.toUpperCase(),
              })}{" "}
              <span className="dim">{sizeText(locale, one.size)}</span>
            </th>
            <td data-l={label("profile")}>
              <a href={profileHref(locale, one.slug)}>{one.names[locale]}</a>
            </td>
            <td data-l={label("revision")}>
              <RevisionLink t={t} locale={locale} one={one} />
            </td>
            <td data-l={label("language")}>{one.language ? languageName(one.language, locale) : "–"}</td>
            <td data-l={label("made")}>
              <Day day={one.madeAt.toISOString().slice(0, 10)} locale={locale} />
            </td>
            <td data-l={label("sum")}>
              <code className="sum">{one.sha256}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

/** Links to the revision, if readers can still see it. */
function RevisionLink({ t, locale, one }: Pick<Props, "t" | "locale"> & { one: KnownExport }) {
  if (one.number === 0) return t("exports.verify.unwritten");
  const name = t("exports.verify.revisionNumber", { number: one.number });
  if (!one.isReadable) return name;
  return <a href={profileHref(locale, one.slug, `/revisions/${one.number}`)}>{name}</a>;
}
