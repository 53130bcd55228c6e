import { Time } from "@/components/time";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { StepLine } from "@/lib/members/applications/model";

/** The steps of an application in order; the same for the applicant and for administrators. */
export function StepList({
  t,
  locale,
  steps,
}: {
  t: Translator;
  locale: Locale;
  steps: readonly StepLine[];
}) {
  return (
    <ol className="list">
      {steps.map((step) => (
        <li key={`${step.kind} ${step.at.toISOString()}`}>
          <p className="meta">
            <b>{t(`applications.step.${step.kind}`)}</b>
            <Time at={step.at} locale={locale} />
          </p>
          {step.text ? (
            <p className="as-typed" dir="auto">
              {step.text}
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
