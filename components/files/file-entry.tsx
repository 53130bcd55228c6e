import type { ReactNode } from "react";
import { Tag } from "@/components/ui/tag";
import { FILE_FLAGS, type FileFlag, type FileLine, isScan, REFUSALS, type Refusal } from "@/lib/files/model";
import { fileTypeOf } from "@/lib/files/types/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { kindAndSize, kindText, sizeText } from "./file-words";

interface Props {
  t: Translator;
  file: FileLine;
}

/**
 * A file in a list: name, type, size, pages, warnings and checksum. `href`: the download address of a clean
 * file. `facts` follow its size; `action` is at the end of the line.
 */
export function FileEntry(
  props: Props & {
    locale: Locale;
    href?: string;
    facts?: ReactNode;
    action?: ReactNode;
    /** False where nobody compares files: then its checksum is not shown. */
    hasSum?: boolean;
    children?: ReactNode;
  },
) {
  const { t, locale, file, href, facts, action, hasSum = true, children } = props;
  return (
    <li
      className="media file"
      data-file={file.id}
      data-waits={isWaiting(file) ? "" : undefined}
      data-refused={file.state === "refused" ? "" : undefined}
    >
      <span className="ft" aria-hidden="true">
        {kindText(file)}
      </span>
      <div>
        <p className="name">
          {href && file.state === "clean" ? (
            <a href={href} download="">
              <bdi>{file.name}</bdi>
            </a>
          ) : (
            <bdi>{file.name}</bdi>
          )}
        </p>
        <p className="meta">
          <span className="num">{kindAndSize(t, locale, file)}</span>
          <FilePages t={t} file={file} />
          {facts}
          <FileMarks t={t} file={file} />
        </p>
        <FileTrouble t={t} locale={locale} file={file} />
        {hasSum && file.state === "clean" && file.sha256 ? <FileSum t={t} sum={file.sha256} /> : null}
        {children}
      </div>
      {action}
    </li>
  );
}

/** Whether a background job is still working on the file, so that its page will soon show more. */
export function isWaiting(file: FileLine): boolean {
  return (
    file.state === "quarantined" ||
    (file.state === "clean" && (file.reading === "waiting" || file.recognition === "waiting"))
  );
}

/** The number of pages, slides or sheets; nothing for files without any. */
export function FilePages({ t, file }: Props) {
  if (file.pages === null) return null;
  const count = { count: file.pages };
  const { group } = fileTypeOf(file.type);
  const text =
    group === "slides"
      ? t("files.slides", count)
      : group === "sheet"
        ? t("files.sheets", count)
        : t("files.pages", count);
  return <span className="num">{text}</span>;
}

/** The state of a file that is not simply available, and warnings for before it is opened. */
export function FileMarks({ t, file }: Props) {
  const flags = FILE_FLAGS.filter((flag) => file.flags.includes(flag));
  return (
    <>
      {file.state === "quarantined" ? (
        <Tag kind="warn" icon="clock">
          {t("files.state.quarantined")}
        </Tag>
      ) : null}
      {file.state === "uploading" ? <Tag>{t("files.state.uploading")}</Tag> : null}
      {file.state === "refused" ? <Tag kind="bad">{t("files.state.refused")}</Tag> : null}
      {file.state === "lost" ? <Tag kind="bad">{t("files.state.lost")}</Tag> : null}
      {file.state === "withheld" ? <Tag kind="warn">{t("files.state.withheld")}</Tag> : null}
      {file.state === "clean" && !file.isScanned ? <Tag>{t("files.notScanned")}</Tag> : null}
      {isScan(file) ? <ScanMark t={t} file={file} /> : null}
      {flags.map((flag: FileFlag) => (
        <Tag key={flag} kind="warn" icon="alert">
          {t(`files.flag.${flag}`)}
        </Tag>
      ))}
    </>
  );
}

/** A note that pages are images, or that their text was recognized. */
function ScanMark({ t, file }: Props) {
  if (file.recognition === "waiting")
    return (
      <Tag kind="warn" icon="clock">
        {t("files.recognising")}
      </Tag>
    );
  return <Tag>{t(file.recognition === "read" ? "files.recognised" : "files.noText")}</Tag>;
}

/** A sentence on why a file is unavailable and what to do. */
function FileTrouble({ t, locale, file }: Props & { locale: Locale }) {
  if (file.state === "uploading") {
    const sizes = { received: sizeText(locale, file.received), size: sizeText(locale, file.size) };
    return <p className="small">{t("files.goOn", sizes)}</p>;
  }
  if (file.state === "refused") return <p className="small">{refusalText(t, file.refusal ?? "")}</p>;
  if (file.state === "lost") return <p className="small">{t("files.lostWhy")}</p>;
  if (file.state === "withheld") return <p className="small">{t("files.withheldWhy")}</p>;
  return null;
}

/** Returns the text of a refusal: what is wrong with the file and what to do. */
export function refusalText(t: Translator, code: string): string {
  if (code === "none") return t("files.noneChosen");
  const known: Refusal | undefined = REFUSALS.find((refusal) => refusal === code);
  return known ? t(`files.refusal.${known}`) : t("files.refusedOther");
}

/** A file's complete SHA-256, for comparing every digit. */
export function FileSum({ t, sum }: { t: Translator; sum: string }) {
  return (
    <p className="tiny dim sum">
      {t("files.sum")} <code dir="ltr">{sum}</code>
    </p>
  );
}
