import type { ReactNode } from "react";
import type { z } from "zod";
import { Outcome } from "@/components/outcome";
import { type FormFields, fieldsOf, PostForm } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { SelectField, TextField } from "@/components/ui/field";
import { PageHead, Section } from "@/components/ui/heading";
import { can } from "@/lib/core/policy";
import { decideCases, FLAG_KINDS, listCases } from "@/lib/flag-kinds";
import type { CaseLine } from "@/lib/flags";
import { CASES_PATH, CasesQuery, casePath, DecideCases, FLAG_CODES } from "@/lib/flags/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { CaseTags, caseTitle, DecisionFields, decisionLabels } from "./case-parts";

/** Everything that members reported, of every kind, the heaviest first; and appeals. Several can be decided together. */
const view = {
  query: CasesQuery,
  allows: (actor) => can(actor, "flag.read"),
  async render(query, { locale, t, form, search, actor }) {
    const { open, appeals } = await listCases(actor, query);
    const title = t("flags.queue.title");
    const count = Number(search.get("done"));
    const isDone = form.name === null && Number.isInteger(count) && count > 0 && count <= 50;
    return {
      title,
      crumbs: [{ href: PLACES.moderation, label: t("moderation.title") }, { label: title }],
      body: (
        <>
          {isDone ? <Outcome>{t("flags.queue.decided", { count })}</Outcome> : null}
          <PageHead title={title} sub={t("flags.queue.sub")} />
          <div className="wrap body flush stack g6">
            <Filter t={t} locale={locale} query={query} />
            <Section id="open" title={t("flags.queue.open")}>
              {open.length === 0 ? (
                <Empty>{t("flags.queue.none")}</Empty>
              ) : (
                <Together t={t} locale={locale} lines={open} fields={fieldsOf(t, form, "together")} />
              )}
            </Section>
            {appeals.length > 0 ? (
              <Section id="appeals" title={t("flags.queue.appeals")}>
                <ul className="list">
                  {appeals.map((line) => (
                    <li key={line.id}>
                      <Line t={t} locale={locale} line={line} since={line.appeal?.at ?? line.createdAt} />
                    </li>
                  ))}
                </ul>
              </Section>
            ) : null}
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, typeof CasesQuery>;

function Filter({ t, locale, query }: { t: Translator; locale: Locale; query: CasesQuery }) {
  return (
    <form className="filters" action={localePath(locale, CASES_PATH)}>
      <SelectField
        name="kind"
        label={t("flags.queue.kind")}
        empty={t("flags.queue.all")}
        options={FLAG_KINDS.map((kind) => ({ value: kind, label: message(t, `flags.kind.${kind}`) }))}
        defaultValue={query.kind ?? ""}
      />
      <SelectField
        name="code"
        label={t("flags.queue.code")}
        empty={t("flags.queue.all")}
        options={FLAG_CODES.map((code) => ({ value: code, label: t(`flags.code.${code}`) }))}
        defaultValue={query.code ?? ""}
      />
      <Button>{t("flags.queue.filter")}</Button>
    </form>
  );
}

/** `box`: the box before the title, by which it is chosen. */
function Line(props: { t: Translator; locale: Locale; line: CaseLine; since: Date; box?: ReactNode }) {
  const { t, locale, line, since, box } = props;
  const title = (
    <a href={localePath(locale, casePath(line.id))}>
      <bdi>{caseTitle(props)}</bdi>
    </a>
  );
  return (
    <>
      {box ? (
        <div className="pick">
          {box}
          {title}
        </div>
      ) : (
        title
      )}
      {line.thing?.text ? (
        <p className="clip">
          <bdi>{line.thing.text.slice(0, 300)}</bdi>
        </p>
      ) : null}
      <p className="meta">
        <CaseTags t={t} locale={locale} line={line} />
        <Time at={since} locale={locale} />
      </p>
    </>
  );
}

/** The box by which a case is chosen. */
function Box(props: { t: Translator; locale: Locale; line: CaseLine; value: string; isChosen: boolean }) {
  const { t, locale, line, value, isChosen } = props;
  return (
    <label htmlFor={`case-${line.id}`}>
      <input type="checkbox" id={`case-${line.id}`} name="cases[]" value={value} defaultChecked={isChosen} />
      <span className="vh">{t("flags.queue.choose", { title: caseTitle({ t, locale, line }) })}</span>
    </label>
  );
}

/** The open cases with a box beside each that the reader may decide on, and one decision for the chosen ones. */
function Together(props: { t: Translator; locale: Locale; lines: readonly CaseLine[]; fields: FormFields }) {
  const { t, locale, lines, fields } = props;
  const chosen = fields.values("cases");
  const labels = { cases: t("flags.queue.open"), count: t("flags.queue.count"), ...decisionLabels(t) };
  const first = lines.find((line) => line.canDecide && line.claimedBy === null);
  return (
    <PostForm
      t={t}
      name="together"
      action={localePath(locale, CASES_PATH)}
      fields={fields}
      labels={labels}
      ids={{ cases: `case-${first?.id ?? ""}` }}
      className="stack g5"
    >
      <ul className="list">
        {lines.map((line) => {
          const value = `${line.id}:${line.version}`;
          return (
            <li key={line.id}>
              <Line
                {...{ t, locale, line }}
                since={line.createdAt}
                box={
                  line.canDecide && line.claimedBy === null ? (
                    <Box t={t} locale={locale} line={line} value={value} isChosen={chosen.includes(value)} />
                  ) : undefined
                }
              />
            </li>
          );
        })}
      </ul>
      {first ? (
        <div className="stack narrow">
          <DecisionFields t={t} fields={fields} />
          <TextField
            name="count"
            label={t("flags.queue.count")}
            hint={t("flags.queue.countHint")}
            inputMode="numeric"
            required
            defaultValue={fields.value("count")}
            errors={fields.errors("count")}
          />
          <p>
            <Button kind="pri">{t("flags.queue.decide")}</Button>
          </p>
        </div>
      ) : null}
    </PostForm>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  together: spec({
    schema: DecideCases,
    command: decideCases,
    limit: "review",
    done: ({ count }) => `${CASES_PATH}?done=${count}`,
  }),
});
