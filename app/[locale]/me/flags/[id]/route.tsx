import type { z } from "zod";
import { ErrorsSummary } from "@/components/errors-summary";
import { AppealForm } from "@/components/flags/appeal-form";
import { LostText } from "@/components/lost-text";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { Time } from "@/components/time";
import { ButtonLink } from "@/components/ui/button";
import { PageHead, Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { WordsForm } from "@/components/words-form";
import type { FormState } from "@/lib/core/form-state";
import { appeal, findOwnCase, returnFlagged } from "@/lib/flag-kinds";
import { Appeal, OfCase, ownCasePath, ReturnFlagged } from "@/lib/flags/model";
import { listText } from "@/lib/i18n/lists";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";

type Own = Awaited<ReturnType<typeof findOwnCase>>;
interface Props {
  t: Translator;
  locale: Locale;
  form: FormState;
  own: Own;
  action: string;
}

const DONE = ["returned", "appealed"] as const;

/** What became of the reader's own text that others reported: why, and what they can do about it. */
const view = {
  params: OfCase,
  async render({ id }, { t, locale, form: sent, search, actor }) {
    // Someone else acted first: the form may be gone from the page, so the error is shown at the head.
    const problems = { errors: {}, error: sent.error };
    const form = { ...sent, error: null };
    const own = await findOwnCase(actor, id);
    const title = t("flags.own.title");
    const done = form.name === null ? DONE.find((one) => one === search.get("done")) : undefined;
    const props = { t, locale, form, own, action: localePath(locale, ownCasePath(id)) };
    return {
      title,
      crumbs: [{ href: PLACES.notifications, label: t("watching.notice.title") }, { label: title }],
      body: (
        <>
          {done ? <Outcome>{t(`flags.own.done.${done}`)}</Outcome> : null}
          <PageHead
            title={title}
            sub={own.thing ? <bdi>{own.thing.title(t, locale)}</bdi> : undefined}
            actions={
              own.thing ? (
                <ButtonLink href={localePath(locale, own.thing.path)}>{t("flags.form.back")}</ButtonLink>
              ) : undefined
            }
          />
          <div className="wrap body flush stack g6">
            <ErrorsSummary t={t} problems={problems} labels={{}} />
            <State {...props} />
            {own.thing?.text ? (
              <blockquote className="as-typed" dir="auto">
                {own.thing.text}
              </blockquote>
            ) : null}
            {own.mayReturn ? (
              <Return {...props} />
            ) : (
              <LostText t={t} form={form} name="return" field="text" />
            )}
            {own.mayAppeal ? (
              <AppealForm t={t} form={form} action={props.action} isCounter={own.isReported} />
            ) : (
              <LostText t={t} form={form} name="appeal" field="appealText" />
            )}
            {own.appeal ? (
              <Note title={t(`flags.own.appeal.${own.appeal.outcome ?? "waits"}`)}>
                <bdi className="as-typed">{own.appeal.reason}</bdi>
              </Note>
            ) : null}
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof OfCase, z.ZodObject>;

function State({ t, locale, own }: Props) {
  const codes = listText(
    [
      ...own.codes.map((code) => t(`flags.code.${code}`)),
      ...own.grounds.map((ground) => message(t, `flags.ground.${ground}`)),
    ],
    locale,
  );
  const word = own.state === "open" ? (own.returnedAt ? "returned" : "hidden") : own.state;
  const at = own.decidedAt ?? own.hiddenAt;
  return (
    <Note
      kind={word === "hidden" || word === "upheld" ? "bad" : "plain"}
      title={t(`flags.own.state.${word}`)}
    >
      <p>
        {at ? <Time at={at} locale={locale} /> : null} {t("flags.own.codes", { codes })}
      </p>
      {own.isReported ? <p>{t("flags.own.reported")}</p> : null}
      {own.basis ? (
        <p>
          {t(`flags.own.basis.${own.basis}`, { law: own.law ?? "" })} {t("flags.own.person")}
        </p>
      ) : null}
      {own.reason ? <p className="as-typed">{own.reason}</p> : null}
      {own.state === "upheld" ? <p className="small">{t("flags.own.redress")}</p> : null}
    </Note>
  );
}

function Return({ t, form, own, action }: Props) {
  return (
    <Section id="return" title={t("flags.own.return")}>
      <p className="small">{t("flags.own.returnWhat")}</p>
      <WordsForm
        t={t}
        name="return"
        action={action}
        fields={fieldsOf(t, form, "return")}
        field="text"
        label={t("flags.own.text")}
        kept={own.typed}
        rows={8}
        maxLength={10_000}
        button={t("flags.own.send")}
        kind="pri"
      />
    </Section>
  );
}

export const GET = screen(view);

const back =
  (done: (typeof DONE)[number]) =>
  (_result: unknown, { input }: { input: { id: string } }) =>
    `${ownCasePath(input.id)}?done=${done}`;

export const POST = screenForm(view, {
  return: spec({
    schema: ReturnFlagged,
    command: returnFlagged,
    guards: ["text"],
    limit: "comment",
    done: back("returned"),
  }),
  appeal: spec({ schema: Appeal, command: appeal, limit: "flag", done: back("appealed") }),
});
