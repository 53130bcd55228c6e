import type { z } from "zod";
import { ErrorsSummary } from "@/components/errors-summary";
import { FlagList } from "@/components/flags/flag-list";
import { ReportList } from "@/components/flags/report-list";
import { LostText } from "@/components/lost-text";
import { Outcome } from "@/components/outcome";
import { fieldsOf, PostForm } from "@/components/post-form";
import { moderatedHref, PLACES } from "@/components/shell/places";
import { Button, ButtonLink } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/field";
import { PageHead, Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { WordsForm } from "@/components/words-form";
import { SUSPENSION_CASES } from "@/lib/conduct";
import type { FormState } from "@/lib/core/form-state";
import { can } from "@/lib/core/policy";
import { decideAppeal, decideCase, findCase } from "@/lib/flag-kinds";
import { type CaseLine, claimCase } from "@/lib/flags";
import { CASES_PATH, ClaimCase, casePath, DecideAppeal, DecideCase, OfCase } from "@/lib/flags/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { listReportsOf } from "@/lib/public-reports";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { CaseTags, caseTitle, DecisionFields, decisionLabels } from "../case-parts";

interface Props {
  t: Translator;
  locale: Locale;
  form: FormState;
  line: CaseLine;
  action: string;
}

const DONE = ["claimed", "decided", "appeal"] as const;

/** One thing that members reported: their reports, and the decision. */
const view = {
  params: OfCase,
  allows: (actor) => can(actor, "flag.read"),
  async render({ id }, { t, locale, form: sent, search, actor }) {
    // Someone else acted first: the form may be gone from the page, so the error is shown at the head.
    const problems = { errors: {}, error: sent.error };
    const form = { ...sent, error: null };
    const { line, flags, isOnly } = await findCase(actor, id);
    const reports = await listReportsOf(actor, id);
    const title = caseTitle({ t, locale, line });
    const done = form.name === null ? DONE.find((one) => one === search.get("done")) : undefined;
    const props = { t, locale, form, line, action: localePath(locale, casePath(id)) };
    return {
      title,
      crumbs: [
        { href: PLACES.moderation, label: t("moderation.title") },
        { href: CASES_PATH, label: t("flags.queue.title") },
        { label: title },
      ],
      body: (
        <>
          {done ? <Outcome>{t(`flags.case.done.${done}`)}</Outcome> : null}
          <PageHead
            title={<bdi>{title}</bdi>}
            actions={
              line.thing ? (
                <ButtonLink href={localePath(locale, line.thing.path)}>{t("flags.case.open")}</ButtonLink>
              ) : undefined
            }
          />
          <div className="wrap body flush stack g6">
            <ErrorsSummary t={t} problems={problems} labels={{}} />
            <Thing {...props} />
            <ReportList t={t} locale={locale} reports={reports} />
            {line.count > 0 ? (
              <Section id="reports" title={t("flags.case.count", { count: line.count })}>
                <FlagList t={t} locale={locale} flags={flags} />
              </Section>
            ) : null}
            {line.state === "open" ? <Decide {...props} /> : <Decided {...props} />}
            {line.appeal ? <AppealPart {...props} isOnly={isOnly} /> : null}
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof OfCase, z.ZodObject>;

function Thing({ t, locale, line }: Props) {
  const author = line.thing?.author;
  return (
    <>
      <p className="meta">
        <CaseTags t={t} locale={locale} line={line} />
        {author ? (
          <a href={localePath(locale, moderatedHref(author.handle))}>
            <bdi>{author.displayName}</bdi>
          </a>
        ) : null}
      </p>
      {line.thing?.text ? (
        <blockquote className="as-typed" dir="auto">
          {line.thing.text}
        </blockquote>
      ) : null}
    </>
  );
}

function Decide({ t, form, line, action }: Props) {
  if (!line.canDecide) return <Note>{t("flags.decide.notYours")}</Note>;
  const fields = fieldsOf(t, form, "decide");
  return (
    <Section id="decide" title={t("flags.decide.title")}>
      <PostForm t={t} name="claim" action={action} fields={fieldsOf(t, form, "claim")}>
        <p>
          <Button size="sm" name="claim" value={line.isClaimedByReader ? "release" : "reserve"}>
            {t(line.isClaimedByReader ? "flags.case.release" : "flags.case.claim")}
          </Button>
        </p>
      </PostForm>
      <PostForm
        t={t}
        name="decide"
        action={action}
        fields={fields}
        labels={decisionLabels(t)}
        hidden={{ version: String(line.version) }}
      >
        <DecisionFields t={t} fields={fields} isReported={line.reports > 0} />
        <p>
          <Button kind="pri">{t("flags.decide.send")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

function Decided({ t, line, form }: Props) {
  const state = line.kind === SUSPENSION_CASES ? "suspended" : line.state;
  return (
    <>
      <LostText t={t} form={form} name="decide" field="reason" />
      <Note title={t(`flags.case.state.${state}`, { by: line.decidedBy ?? t("common.formerMember") })}>
        {line.basis ? <p>{t(`flags.own.basis.${line.basis}`, { law: line.law ?? "" })}</p> : null}
        {line.reason ? <bdi className="as-typed">{line.reason}</bdi> : null}
      </Note>
    </>
  );
}

function AppealPart({ t, form, line, action, isOnly }: Props & { isOnly: boolean }) {
  const { appeal } = line;
  if (!appeal) return null;
  const fields = fieldsOf(t, form, "appeal");
  const outcome = t("flags.appeal.outcome");
  return (
    <Section id="appeal" title={t(line.reports > 0 ? "flags.appeal.counter" : "flags.appeal.title")}>
      <blockquote className="as-typed" dir="auto">
        {appeal.text}
      </blockquote>
      {appeal.outcome ? (
        <>
          <LostText t={t} form={form} name="appeal" field="appealReason" />
          <Note title={t(`flags.appeal.${appeal.outcome}`)}>
            <bdi className="as-typed">{appeal.reason}</bdi>
          </Note>
        </>
      ) : line.canDecide ? (
        <>
          {isOnly ? <Note kind="warn">{t("flags.appeal.isOnly")}</Note> : null}
          <WordsForm
            t={t}
            name="appeal"
            action={action}
            fields={fields}
            field="appealReason"
            label={t("flags.decide.reason")}
            labels={{ appealOutcome: outcome }}
            button={t("flags.appeal.send")}
            kind="pri"
          >
            <RadioGroup
              name="appealOutcome"
              label={outcome}
              options={[
                { value: "kept", label: t("flags.appeal.keep") },
                { value: "overturned", label: t("flags.appeal.overturn") },
              ]}
              value={fields.value("appealOutcome")}
              errors={fields.errors("appealOutcome")}
              required
            />
          </WordsForm>
        </>
      ) : (
        <Note>{t("flags.appeal.another")}</Note>
      )}
    </Section>
  );
}

export const GET = screen(view);

const back =
  (done: (typeof DONE)[number]) =>
  (_result: unknown, { input }: { input: { id: string } }) =>
    `${casePath(input.id)}?done=${done}`;

export const POST = screenForm(view, {
  claim: spec({ schema: ClaimCase, command: claimCase, limit: "review", done: back("claimed") }),
  decide: spec({ schema: DecideCase, command: decideCase, limit: "review", done: back("decided") }),
  appeal: spec({ schema: DecideAppeal, command: decideAppeal, limit: "review", done: back("appeal") }),
});
