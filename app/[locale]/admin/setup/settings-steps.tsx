import { PLACES } from "@/components/shell/places";
import { Time } from "@/components/time";
import { ButtonLink } from "@/components/ui/button";
import { localePath } from "@/lib/i18n/locales";
import { BACKUP_DAYS, DRILL_DAYS } from "@/lib/operation/setup/model";
import { ADMIN_PLACES } from "../admin-frame";
import { partHref } from "../settings/parts";
import { Mark, type StepProps } from "./step-parts";

/** The name and colours of the site; the product's name can be kept. */
export function IdentityStep({ t, locale, setup }: StepProps) {
  const name = () => <bdi>{setup.identity.name}</bdi>;
  const { state, mark } = setup.steps.identity;
  return (
    <>
      <p>
        {state === "done" && mark !== "confirmed"
          ? t.rich("setup.identity.isOwn", { name })
          : t.rich("setup.identity.isDefault", { name })}
      </p>
      <div className="row">
        <ButtonLink href={partHref(locale, "identity")}>{t("setup.identity.action")}</ButtonLink>
        {state === "done" ? null : (
          <Mark t={t} locale={locale} step="identity" mark="confirmed" isMain>
            {t("setup.identity.keep")}
          </Mark>
        )}
      </div>
    </>
  );
}

/** The address that visitors can write to, and whether they can ask by the contact form. */
export function ContactStep({ t, locale, setup }: StepProps) {
  const { address, isFormOpen } = setup.contact;
  const hasAddress = address !== "";
  const form = isFormOpen ? (hasAddress ? "form" : "onlyForm") : hasAddress ? "noForm" : "nothing";
  return (
    <>
      <p>
        {hasAddress
          ? t.rich("setup.contact.is", { address: () => <bdi>{address}</bdi> })
          : t("setup.contact.none")}{" "}
        {t.rich(`setup.contact.${form}`, {
          link: (words) => <a href={localePath(locale, PLACES.contact)}>{words}</a>,
        })}
      </p>
      <p>
        <ButtonLink href={`${partHref(locale, "identity")}#contact`}>{t("setup.contact.action")}</ButtonLink>
      </p>
    </>
  );
}

/** The last backup and the last one that was restored as a test. */
export function BackupsStep({ t, locale, setup }: StepProps) {
  const { madeAt, triedAt } = setup.backups;
  return (
    <>
      <p>
        {madeAt
          ? t.rich("setup.backups.made", { when: () => <Time at={madeAt} locale={locale} /> })
          : t("setup.backups.none")}{" "}
        {triedAt
          ? t.rich("setup.backups.tried", { when: () => <Time at={triedAt} locale={locale} /> })
          : t("setup.backups.untried")}
      </p>
      <p className="small dim">{t("setup.backups.after", { days: BACKUP_DAYS, drillDays: DRILL_DAYS })}</p>
      <p>
        <ButtonLink href={localePath(locale, ADMIN_PLACES.backups)}>{t("setup.backups.action")}</ButtonLink>
      </p>
    </>
  );
}

/** The charter and the privacy page, which the operator is responsible for. */
export function TextsStep({ t, locale, setup }: StepProps) {
  return (
    <>
      <p>{t("setup.texts.what")}</p>
      <div className="row">
        <ButtonLink href={localePath(locale, "/charter")}>{t("setup.texts.charter")}</ButtonLink>
        <ButtonLink href={localePath(locale, "/privacy")}>{t("setup.texts.privacy")}</ButtonLink>
        <ButtonLink href={localePath(locale, `${ADMIN_PLACES.settings}/pages`)}>
          {t("setup.texts.change")}
        </ButtonLink>
        {setup.steps.texts.state === "done" ? null : (
          <Mark t={t} locale={locale} step="texts" mark="confirmed" isMain>
            {t("setup.texts.action")}
          </Mark>
        )}
      </div>
    </>
  );
}
