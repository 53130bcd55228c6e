import type { ReactNode } from "react";
import { Tag } from "@/components/ui/tag";
import type { SetupStep } from "@/lib/operation/setup/model";
import { BackupsStep, ContactStep, IdentityStep, TextsStep } from "./settings-steps";
import { Mark, type StepProps } from "./step-parts";
import { AdministratorsStep, FocalPointsStep, MailStep, StorageStep } from "./tried-steps";

const MARK = { done: "ok", todo: "warn", unknown: "plain" } as const;

const BODIES: Record<SetupStep, (props: StepProps) => ReactNode> = {
  identity: IdentityStep,
  contact: ContactStep,
  mail: MailStep,
  storage: StorageStep,
  backups: BackupsStep,
  administrators: AdministratorsStep,
  "focal-points": FocalPointsStep,
  texts: TextsStep,
};

/** One step: its title and state, what the site knows about it, its action, and how to put it aside. */
export function SetupStepItem(props: StepProps & { step: SetupStep }) {
  const { t, locale, setup, step } = props;
  const { state, mark } = setup.steps[step];
  const isAside = mark === "aside";
  const Body = BODIES[step];
  return (
    <li>
      <section className="stack" aria-labelledby={`step-${step}`}>
        <h2 id={`step-${step}`}>
          {t(`setup.${step}.title`)}{" "}
          <Tag
            kind={isAside ? "plain" : MARK[state]}
            icon={state === "done" && !isAside ? "check" : undefined}
          >
            {t(isAside ? "setup.state.aside" : `setup.state.${state}`)}
          </Tag>
        </h2>
        {isAside ? null : <Body t={t} locale={locale} setup={setup} />}
        {isAside ? (
          <Mark t={t} locale={locale} step={step} mark="none">
            {t("setup.back")}
          </Mark>
        ) : null}
        {!isAside && state !== "done" ? (
          <Mark t={t} locale={locale} step={step} mark="aside">
            {t("setup.aside")}
          </Mark>
        ) : null}
        {mark === "confirmed" ? (
          <>
            <p className="small dim">{t("setup.confirmed")}</p>
            <Mark t={t} locale={locale} step={step} mark="none">
              {t("setup.withdraw")}
            </Mark>
          </>
        ) : null}
      </section>
    </li>
  );
}
