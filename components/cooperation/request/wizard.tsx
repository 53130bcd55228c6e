import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { SECOND_LANGUAGES } from "@/lib/cooperation/request/blank-files";
import { checkDraft } from "@/lib/cooperation/request/checks/draft";
import { type Draft, emptyDraft } from "@/lib/cooperation/request/draft";
import { STEPS, type Step } from "@/lib/cooperation/request/fields";
import { FORM_IDS, type FormId, groupsOf } from "@/lib/cooperation/request/forms";
import { phrase } from "@/lib/cooperation/request/phrases";
import { languageName } from "@/lib/i18n/language-names";
import { useRequest } from "./context";
import { Clocks, Downloads } from "./downloads";
import { DraftBar, Unlock } from "./draft-bar";
import { Findings, stepOf } from "./findings";
import { GroupFields } from "./group-fields";
import { Preview } from "./preview";
import { useStoredDraft } from "./use-stored-draft";

/** The wizard: steps at the side, the fields of one step, and the document as it will be. */
export function Wizard() {
  const { t } = useRequest();
  const stored = useStoredDraft(emptyDraft("preservation"));
  if (stored.state === "opening") return <p>{t("cooperation.request.opening")}</p>;
  if (stored.state === "locked") return <Unlock stored={stored} />;
  return (
    <div className="stack g5">
      <DraftBar stored={stored} />
      <Choices draft={stored.draft} change={stored.change} />
      <Steps draft={stored.draft} change={stored.change} />
    </div>
  );
}

interface Props {
  draft: Draft;
  change: (draft: Draft) => void;
}

/** The kind of request and its languages. What was filled in stays: most fields are in every form. */
function Choices({ draft, change }: Props) {
  const { t, locale } = useRequest();
  const [, second = ""] = draft.languages;
  return (
    <div className="filters">
      <SelectField
        name="form"
        label={t("cooperation.request.form")}
        options={FORM_IDS.map((form) => ({ value: form, label: phrase(locale, `form.${form}`) }))}
        value={draft.form}
        onChange={({ currentTarget }) => change({ ...draft, form: currentTarget.value as FormId })}
      />
      <SelectField
        name="second"
        label={t("cooperation.request.second")}
        empty={t("cooperation.request.blank.alone")}
        options={SECOND_LANGUAGES.map((language) => ({
          value: language,
          label: t("cooperation.request.blank.with", { language: languageName(language, locale) }),
        }))}
        value={second}
        onChange={({ currentTarget }) => {
          const chosen = SECOND_LANGUAGES.find((one) => one === currentTarget.value);
          change({ ...draft, languages: chosen ? ["en", chosen] : ["en"] });
        }}
      />
    </div>
  );
}

/** Which step is shown, which were left, and the field that gets the focus after a change of step. */
function useSteps(draft: Draft) {
  const steps = STEPS.filter((one) => one === "check" || groupsOf(draft.form, one).length > 0);
  const [chosen, setStep] = useState<Step>("request");
  const [seen, setSeen] = useState<readonly Step[]>([]);
  const step = steps.includes(chosen) ? chosen : "request";
  const heading = useRef<HTMLHeadingElement>(null);
  const target = useRef<string | null>(null);
  useEffect(() => {
    if (target.current === null) return;
    const field = target.current === "" ? null : document.getElementById(target.current);
    target.current = null;
    (field ?? heading.current)?.focus();
  });
  const go = (next: Step, key: string | null = null) => {
    setSeen([...new Set([...seen, step])]);
    target.current = key ?? "";
    setStep(next);
  };
  return { steps, step, seen, heading, go };
}

function Steps({ draft, change }: Props) {
  const { t } = useRequest();
  const { steps, step, seen, heading, go } = useSteps(draft);
  const findings = checkDraft(draft, { now: Date.now() });
  const shown = seen.includes(step) ? findings : findings.filter(({ code }) => code !== "required");
  return (
    <div className="cols wiz">
      <nav aria-label={t("cooperation.request.steps")}>
        <ol className="steps">
          {steps.map((one) => (
            <li
              key={one}
              className={isDone(one, seen, findings) ? "done" : undefined}
              aria-current={one === step ? "step" : undefined}
            >
              <button type="button" className="link" onClick={() => go(one)}>
                {t(`cooperation.request.step.${one}`)}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <form className="stack g5" noValidate onSubmit={(event) => event.preventDefault()}>
        <h2 tabIndex={-1} ref={heading}>
          {t(`cooperation.request.step.${step}`)}
        </h2>
        {step === "check" ? (
          <>
            <Findings findings={findings} lead={(key) => go(stepOf(key), key)} />
            <Downloads draft={draft} />
            <Clocks draft={draft} />
          </>
        ) : (
          groupsOf(draft.form, step).map((group) => (
            <GroupFields key={group.id} group={group} draft={draft} change={change} findings={shown} />
          ))
        )}
        <BackAndNext steps={steps} step={step} go={go} />
      </form>
      <aside aria-labelledby="preview" className="stack g3">
        <h2 id="preview">{t("cooperation.request.preview")}</h2>
        <Preview draft={draft} />
      </aside>
    </div>
  );
}

function BackAndNext(props: { steps: readonly Step[]; step: Step; go: (step: Step) => void }) {
  const { steps, step, go } = props;
  const { t } = useRequest();
  const at = steps.indexOf(step);
  const [before, after] = [steps[at - 1], steps[at + 1]];
  return (
    <p className="row apart">
      {before ? (
        <Button type="button" onClick={() => go(before)}>
          {t("cooperation.request.back")}
        </Button>
      ) : (
        <span />
      )}
      {after ? (
        <Button type="button" kind="pri" onClick={() => go(after)}>
          {t("cooperation.request.next")}
        </Button>
      ) : null}
    </p>
  );
}

/** A step that was left with nothing wrong in it. */
const isDone = (step: Step, seen: readonly Step[], findings: ReturnType<typeof checkDraft>) =>
  seen.includes(step) && !findings.some(({ key, level }) => level === "error" && stepOf(key) === step);
