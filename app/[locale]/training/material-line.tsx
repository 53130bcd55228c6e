import { sizeText } from "@/components/files/file-words";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Tag } from "@/components/ui/tag";
import { fileHref, filesHref } from "@/lib/files/model";
import { fileTypeOf } from "@/lib/files/types/model";
import { languageNames } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { materialPath } from "@/lib/training/model";
import type { MaterialLine } from "@/lib/training/queries/model";
import { durationText, meanText, wordOf, wordsOf } from "@/lib/training/words/model";
import { FILES_FOR, materialHref } from "./addresses";
import { wayIn } from "./way-in";

interface Props {
  t: Translator;
  locale: Locale;
  line: MaterialLine;
}

/** A material in a list: what it is, for whom, its languages and size, and how to get it. */
export function MaterialListItem({ t, locale, line }: Props) {
  const size = line.files > 0 ? sizeText(locale, line.bytes) : null;
  const mean = meanText(locale, line);
  return (
    <li className="media">
      <span className="ft" aria-hidden="true">
        {line.type ? (
          (fileTypeOf(line.type).extensions[0] ?? "").toUpperCase()
        ) : (
          <Icon name={line.items > 0 ? "ol" : "link"} />
        )}
      </span>
      <div>
        <h2 className="name">
          <a href={materialHref(locale, line.slug)} lang={line.language} dir="auto">
            {line.title}
          </a>
        </h2>
        <p className="small dim measure">
          <bdi lang={line.language}>{line.abstract}</bdi>
        </p>
        <p className="meta">
          <span>{wordOf(t, "kind", line.kind)}</span>
          <span>{wordsOf(t, locale, "audience", line.audiences.slice(0, 4))}</span>
          {line.languages.length > 0 ? <span>{languageNames(line.languages, locale)}</span> : null}
          {size ? (
            <span className="num">
              {t("files.kindAndSize", { kind: t("training.list.files", { count: line.files }), size })}
            </span>
          ) : null}
          {line.items > 0 ? (
            <span className="num">{t("training.list.items", { count: line.items })}</span>
          ) : null}
          {line.files === 0 && line.links > 0 ? <span>{t("training.list.linked")}</span> : null}
          {durationText(t, line) ? <span className="num">{durationText(t, line)}</span> : null}
          {line.version && line.files > 0 ? (
            <span>{t("training.list.version", { label: line.version })}</span>
          ) : null}
          {line.downloads > 0 ? (
            <span className="num">{t("training.list.downloads", { count: line.downloads })}</span>
          ) : null}
          {mean ? (
            <span className="num">
              {t("training.material.average", { score: mean, count: line.ratingCount })}
            </span>
          ) : null}
          <LineTags t={t} line={line} />
        </p>
      </div>
      <LineAction t={t} locale={locale} line={line} />
    </li>
  );
}

function LineTags({ t, line }: Pick<Props, "t" | "line">) {
  return (
    <>
      {line.access === "public" ? null : (
        <Tag kind={line.access === "practitioners" ? "warn" : "mild"} icon="lock">
          {wordOf(t, "access", line.access)}
        </Tag>
      )}
      {line.isStale ? (
        <Tag kind="warn" icon="alert">
          {t("training.list.stale")}
        </Tag>
      ) : null}
    </>
  );
}

/** The main action for it, with its title for screen readers that read buttons alone. */
function LineAction({ t, locale, line }: Props) {
  const of = (word: string) => (
    <>
      {word}
      <span className="vh">
        {" "}
        <bdi>{line.title}</bdi>
      </span>
    </>
  );
  if (line.files === 0)
    return (
      <ButtonLink size="sm" href={materialHref(locale, line.slug)}>
        {of(t("training.list.open"))}
      </ButtonLink>
    );
  if (line.access !== "public")
    return (
      <ButtonLink size="sm" icon="lock" href={materialHref(locale, line.slug, FILES_FOR)}>
        {of(wayIn(t, line.access))}
      </ButtonLink>
    );
  const place = materialPath(line.slug);
  const [onlyId, ...others] = line.fileIds;
  const href = onlyId && others.length === 0 ? fileHref(onlyId, place) : filesHref(place, line.fileIds);
  return (
    <ButtonLink size="sm" icon="download" href={href} download="">
      {of(t("training.list.download"))}
    </ButtonLink>
  );
}
