import { type FormFields, PostForm } from "@/components/post-form";
import { profileHref } from "@/components/profiles/addresses";
import { changeHref } from "@/components/profiles/changes-table";
import { sectionTitle } from "@/components/profiles/section-title";
import { AuthorName } from "@/components/revisions/author";
import { ChangeSizeText, DiffView } from "@/components/revisions/diff-view";
import { summaryText } from "@/components/revisions/summary-text";
import { PLACES } from "@/components/shell/places";
import { Time } from "@/components/time";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { SelectField, TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { Tag } from "@/components/ui/tag";
import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { PATROL_FILTERS, PATROL_PATH, type PatrolFilter, type PatrolLine } from "@/lib/profiles/patrol/model";
import type { SectionDiff } from "@/lib/profiles/reading/model";

interface Props {
  t: Translator;
  locale: Locale;
  only: PatrolFilter | undefined;
}

/** What is looked for, as a plain form. */
export function Filters({ t, locale, only }: Props) {
  return (
    <form className="filters" action={localePath(locale, PATROL_PATH)}>
      <SelectField
        name="only"
        label={t("moderation.patrol.only")}
        empty={t("moderation.patrol.all")}
        options={PATROL_FILTERS.map((mark) => ({ value: mark, label: t(`moderation.patrol.mark.${mark}`) }))}
        defaultValue={only ?? ""}
      />
      <Button>{t("flags.queue.filter")}</Button>
    </form>
  );
}

const titleOf = ({ t, locale, line }: Pick<Props, "t" | "locale"> & { line: PatrolLine }) =>
  t("moderation.patrol.of", { page: line.names[locale], section: sectionTitle(t, line.section) });

const placeOf = ({ locale, only }: Props, at: string) =>
  withQuery(localePath(locale, PATROL_PATH), { only, at });

interface ChangeProps extends Props {
  line: PatrolLine;
  diffs: readonly SectionDiff[];
  next: PatrolLine | null;
  action: string;
  undo: FormFields;
  /** Returns the words to show for a source. */
  sourceTitle: (id: string) => string;
}

/** The change: what it is, the comparison, and the three things to do. Each has a key while single keys are on. */
export function ChangePart(props: ChangeProps) {
  const { t, locale, line, diffs } = props;
  return (
    <Section id="change" title={titleOf(props)}>
      <p className="meta">
        {line.marks.map((mark) => (
          <Tag key={mark} kind="warn">
            {t(`moderation.patrol.mark.${mark}`)}
          </Tag>
        ))}
        <AuthorName t={t} locale={locale} author={line.author} />
        <Time at={line.createdAt} locale={locale} />
        <a href={changeHref(locale, line)}>
          <bdi>{summaryText(t, line)}</bdi>
        </a>
        <a href={profileHref(locale, line.slug, `#${line.section}`)}>{t("moderation.patrol.page")}</a>
        <a href={withQuery(localePath(locale, PLACES.changes), { country: line.slug })}>
          {t("moderation.patrol.changes")}
        </a>
      </p>
      <Steps {...props} />
      {diffs.map(({ key, language, diff }) =>
        diff ? (
          <div key={key} className="stack">
            <p className="small dim">
              {diffs.length > 1 ? <b>{sectionTitle(t, key)}</b> : null} <ChangeSizeText diff={diff} t={t} />
            </p>
            <DiffView
              diff={diff}
              lang={language === locale ? undefined : language}
              t={t}
              locale={locale}
              layout="inline"
              sourceTitle={props.sourceTitle}
              before={
                line.previous === 0
                  ? t("past.diff.empty")
                  : t("past.revision.name", { number: line.previous })
              }
              after={t("past.revision.name", { number: line.number })}
            />
          </div>
        ) : null,
      )}
      {diffs.length === 0 ? <p className="dim">{t("past.diff.nothing")}</p> : null}
    </Section>
  );
}

function Steps(props: ChangeProps) {
  const { t, line, next, action, undo } = props;
  const hidden = { slug: line.slug, number: String(line.number), next: next?.id ?? "" };
  return (
    <div className="stack g3">
      <div className="row">
        <PostForm t={t} name="fine" action={action} hidden={hidden} className="row">
          <Button kind="pri" data-press="f">
            {t("moderation.patrol.fine")}
          </Button>
        </PostForm>
        {next ? (
          <ButtonLink href={placeOf(props, next.id)} data-press="j">
            {t("moderation.patrol.next")}
          </ButtonLink>
        ) : null}
      </div>
      <PostForm
        t={t}
        name="undo"
        action={action}
        fields={undo}
        labels={{ summary: t("profiles.form.summary") }}
        hidden={hidden}
      >
        <TextField
          name="summary"
          label={t("profiles.form.summary")}
          defaultValue={undo.value("summary", t("profiles.diff.undoSummary", { number: line.number }))}
          errors={undo.errors("summary")}
          maxLength={200}
          dir="auto"
          autoComplete="off"
        />
        <p>
          <Button kind="bad" data-press="u">
            {t("moderation.patrol.undo")}
          </Button>
        </p>
      </PostForm>
      <p className="small dim" data-keys="" hidden>
        {t("moderation.patrol.keys")}{" "}
        <button type="button" className="as-link" data-shortcuts-open="" hidden>
          {t("shell.shortcuts.open")}
        </button>
      </p>
    </div>
  );
}

/** Says that no change waits, with a link to all if only some were looked for. */
export function NothingLeft({ t, locale, only }: Props) {
  const all = <ButtonLink href={localePath(locale, PATROL_PATH)}>{t("moderation.patrol.all")}</ButtonLink>;
  return <Empty action={only ? all : undefined}>{t("moderation.patrol.none")}</Empty>;
}

/** The other changes that wait. */
export function Later(props: Props & { lines: readonly PatrolLine[]; shown: string }) {
  const { t, locale, lines, shown } = props;
  const others = lines.filter(({ id }) => id !== shown);
  if (others.length === 0) return null;
  return (
    <Section id="later" title={t("moderation.patrol.later")}>
      <ul className="list">
        {others.map((line) => (
          <li key={line.id}>
            <a href={placeOf(props, line.id)}>{titleOf({ t, locale, line })}</a>
            <p className="meta">
              {line.marks.map((mark) => (
                <Tag key={mark} kind="warn">
                  {t(`moderation.patrol.mark.${mark}`)}
                </Tag>
              ))}
              <AuthorName t={t} locale={locale} author={line.author} />
              <Time at={line.createdAt} locale={locale} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
