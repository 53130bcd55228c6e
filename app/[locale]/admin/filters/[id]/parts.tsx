import type { ReactNode } from "react";
import { type FormFields, PostForm } from "@/components/post-form";
import { moderatedHref } from "@/components/shell/places";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { RadioGroup } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { CardTable, TableHead } from "@/components/ui/table";
import type { FilterLine, HitLine, Sample } from "@/lib/filtering/model";
import { STAGES } from "@/lib/filters/model";
import { listText } from "@/lib/i18n/lists";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
}

type Person = { handle: string; displayName: string } | null | undefined;

function Writer({ t, locale, person }: Props & { person: Person }) {
  if (!person) return t("common.formerMember");
  return (
    <a href={localePath(locale, moderatedHref(person.handle))}>
      <bdi>{person.displayName}</bdi>
    </a>
  );
}

/** Says that the brake set a filter back, and when. */
export function BrakedNote({ t, locale, filter: { brakedAt } }: Props & { filter: FilterLine }) {
  if (!brakedAt) return null;
  return (
    <Note kind="warn" icon="alert">
      {t("filters.braked")} <Time at={brakedAt} locale={locale} />
    </Note>
  );
}

/** The test of a filter: its result, what it would have caught, and the button that tests it. */
export function TestPart(
  props: Props & {
    filter: FilterLine;
    authors: ReadonlyMap<string, NonNullable<Person>>;
    action: string;
    pathOf: (at: { kind: string; slug: string }) => string | null;
  },
) {
  const { t, locale, filter, authors, action, pathOf } = props;
  const { tested, testedAt, isTested } = filter;
  return (
    <Section id="test" title={t("filters.test")} className="stack">
      {testedAt && tested ? (
        <div className="stack g3">
          <p>{t.rich("filters.testedAt", { at: () => <Time at={testedAt} locale={locale} /> })}</p>
          <p>
            <b>{t("filters.result", { caught: tested.caught, read: tested.read })}</b>{" "}
            {tested.isCut ? t("filters.cut") : null}
          </p>
          {isTested ? null : <Note kind="warn">{t("filters.stale")}</Note>}
        </div>
      ) : (
        <p>{t("filters.never")}</p>
      )}
      {tested && tested.samples.length > 0 ? (
        <LinesTable t={t} caption={t("filters.samples")} columns={["when", "who", "where", "matched"]}>
          {tested.samples.map((sample) => (
            <tr key={`${sample.at}${sample.commentId ?? sample.slug}`}>
              <td data-l={t("filters.when")}>
                <Time at={new Date(sample.at)} locale={locale} />
              </td>
              <td data-l={t("filters.who")}>
                <Writer t={t} locale={locale} person={authors.get(sample.authorId)} />
              </td>
              <td data-l={t("filters.where")}>
                <Where t={t} locale={locale} sample={sample} path={pathOf(sample)} />
              </td>
              <td data-l={t("filters.matched")}>
                <bdi>{listText(sample.matched, locale)}</bdi>
              </td>
            </tr>
          ))}
        </LinesTable>
      ) : null}
      <PostForm t={t} name="test" action={action}>
        <p className="dim">{t("filters.testing")}</p>
        <p>
          <Button>{t("filters.test")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

function Where({ t, locale, sample, path }: Props & { sample: Sample; path: string | null }) {
  const place = sample.commentId ? "comment" : sample.kind;
  const word = t(`filters.place.${place as "comment"}`);
  if (path === null) return word;
  const to = sample.commentId ? `${path}/comments/${sample.commentId}` : `${path}/history`;
  return <a href={localePath(locale, to)}>{word}</a>;
}

/** What a filter does, and the form that sets it. */
export function StagePart({
  t,
  filter,
  action,
  fields,
}: {
  t: Translator;
  filter: FilterLine;
  action: string;
  fields: FormFields;
}) {
  return (
    <Section id="stage" title={t("filters.stage")}>
      <PostForm t={t} name="stage" action={action} fields={fields} hidden={{ seen: String(filter.version) }}>
        <RadioGroup
          name="stage"
          label={t("filters.stageNow")}
          hint={t("filters.stageHint")}
          value={filter.stage}
          options={STAGES.map((value) => ({ value, label: t(`filters.stages.${value}`) }))}
          required
        />
        <p>
          <Button kind="pri">{t("filters.setStage")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

/** What a filter caught, without the texts. */
export function HitsPart({ t, locale, hits }: Props & { hits: readonly HitLine[] }) {
  return (
    <Section id="hits" title={t("filters.hits")} className="stack">
      {hits.length === 0 ? (
        <Empty>{t("filters.noHits")}</Empty>
      ) : (
        <LinesTable
          t={t}
          caption={t("filters.hits")}
          columns={["when", "who", "where", "matched", "outcome"]}
        >
          {hits.map((hit) => (
            <tr key={hit.id}>
              <td data-l={t("filters.when")}>
                <Time at={hit.at} locale={locale} />
              </td>
              <td data-l={t("filters.who")}>
                <Writer t={t} locale={locale} person={hit.author} />
              </td>
              <td data-l={t("filters.where")}>{t(`filters.place.${hit.place as "comment"}`)}</td>
              <td data-l={t("filters.matched")}>
                <bdi>{listText(hit.matched, locale)}</bdi>
              </td>
              <td data-l={t("filters.outcome")}>{t(`filters.outcomes.${hit.outcome as "logged"}`)}</td>
            </tr>
          ))}
        </LinesTable>
      )}
      <p className="tiny dim">{t("filters.kept")}</p>
    </Section>
  );
}

function LinesTable(props: {
  t: Translator;
  caption: string;
  columns: readonly ("when" | "who" | "where" | "matched" | "outcome")[];
  children: ReactNode;
}) {
  const { t, caption, columns, children } = props;
  return (
    <CardTable caption={<span className="vh">{caption}</span>}>
      <TableHead columns={columns.map((one) => t(`filters.${one}`))} />
      <tbody>{children}</tbody>
    </CardTable>
  );
}
