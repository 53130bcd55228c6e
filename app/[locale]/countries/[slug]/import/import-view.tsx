import { FileEntry, isWaiting } from "@/components/files/file-entry";
import { RefusedUploads } from "@/components/files/refused-uploads";
import { UploadForm, UploadOutcome } from "@/components/files/upload-form";
import { ProfileFrame } from "@/components/profiles/profile-frame";
import { editHref } from "@/components/profiles/section-languages";
import { sectionTitle } from "@/components/profiles/section-title";
import { Time } from "@/components/time";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import type { OwnFile, UploadResult } from "@/lib/files/model";
import { OUTLINE_LIMITS, OUTLINED } from "@/lib/files/outline/model";
import type { Translator } from "@/lib/i18n/translator";
import type { listDrafts } from "@/lib/profiles";
import { translationKey } from "@/lib/profiles/model";
import { importHref, importPath } from "./addresses";
import { ImportOutcome } from "./import-outcome";
import type { ImportProps } from "./import-props";
import { LawsForm } from "./laws-form";
import { TextForm } from "./text-form";

const LIST = "import-files";

interface Props extends ImportProps {
  /** The member's own uploads of a type that can be imported, and refused ones. */
  files: readonly OwnFile[];
  refused: readonly OwnFile[];
  drafts: Awaited<ReturnType<typeof listDrafts>>;
  /** Whether the file in the address does not exist or belongs to someone else. */
  isMissing: boolean;
  result: UploadResult;
  done: URLSearchParams;
  largest: number;
}

/**
 * Lets the member choose a file and then the target of its parts; lists the resulting drafts until they are
 * saved.
 */
export function ImportView(props: Props) {
  const { t, locale, head, found, done, isMissing } = props;
  return (
    <ProfileFrame t={t} locale={locale} head={head} tab={null} sub={t("imports.title")}>
      <ImportOutcome t={t} locale={locale} done={done} />
      <div className="wrap body stack g5">
        {isMissing ? <Note kind="warn">{t("imports.missing")}</Note> : null}
        <Drafts {...props} />
        {found ? <Choices {...props} found={found} /> : <Files {...props} />}
      </div>
    </ProfileFrame>
  );
}

function Choices({ t, locale, head, form, found }: Props & { found: NonNullable<ImportProps["found"]> }) {
  const parts = { t, locale, head, form };
  return (
    <>
      {found.outline.kind === "text" ? (
        <TextForm {...parts} file={found.file} name={found.name} outline={found.outline} />
      ) : (
        <LawsForm
          {...parts}
          file={found.file}
          name={found.name}
          outline={found.outline}
          sheet={found.sheet}
        />
      )}
      <p>
        <a href={importHref(locale, head.slug)}>{t("imports.other")}</a>
      </p>
    </>
  );
}

function Files({ t, locale, head, files, refused, result, largest }: Props) {
  const action = importHref(locale, head.slug);
  return (
    <>
      <Section id="file" className="stack g3" title={t("imports.file")}>
        <p className="narrow">{t("imports.what")}</p>
        <ol className="narrow">
          <li>{t("imports.steps.send")}</li>
          <li>{t("imports.steps.choose")}</li>
          <li>{t("imports.steps.review")}</li>
        </ol>
        <p className="narrow">{t("imports.types")}</p>
        <UploadOutcome t={t} result={result} />
        <UploadForm
          t={t}
          locale={locale}
          next={importPath(head.slug)}
          list={LIST}
          largest={Math.min(largest, OUTLINE_LIMITS.bytes)}
          only={OUTLINED}
        />
      </Section>
      <div id={LIST} className="stack g3">
        <RefusedUploads t={t} locale={locale} action={action} loose={refused} />
        {files.length > 0 ? (
          <ul className="list" aria-label={t("imports.yours")}>
            {files.map((file) => (
              <FileEntry
                key={file.id}
                t={t}
                locale={locale}
                file={file}
                action={
                  <FileAction t={t} href={importHref(locale, head.slug, { file: file.id })} file={file} />
                }
              />
            ))}
          </ul>
        ) : null}
      </div>
    </>
  );
}

function FileAction({ t, href, file }: { t: Translator; href: string; file: OwnFile }) {
  if (isWaiting(file)) return <span className="small dim">{t("imports.reading")}</span>;
  return (
    <ButtonLink href={href} size="sm">
      {t("imports.open")}
      <span className="vh">
        {" "}
        <bdi>{file.name}</bdi>
      </span>
    </ButtonLink>
  );
}

/** The member's own drafts of this profile: imported sections are saved from here. */
function Drafts({ t, locale, drafts }: Props) {
  if (drafts.length === 0) return null;
  return (
    <Section id="drafts" className="stack g3" title={t("imports.drafts.title")}>
      <p className="narrow">{t("imports.drafts.what")}</p>
      <ul className="list">
        {drafts.map(({ slug, section, lang, summary, updatedAt }) => {
          const title = sectionTitle(t, lang ? translationKey(section, lang) : section);
          const href = editHref(locale, slug, section, lang ?? undefined);
          return (
            <li key={href} className="row apart">
              <span>
                <strong>{title}</strong>{" "}
                <span className="small dim">
                  <bdi>{summary}</bdi> <Time locale={locale} at={updatedAt} />
                </span>
              </span>
              <ButtonLink href={href} size="sm">
                {t("imports.drafts.review")}
                <span className="vh"> {title}</span>
              </ButtonLink>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
