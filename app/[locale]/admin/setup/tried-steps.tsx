import type { ReactNode } from "react";
import { sizeText } from "@/components/files/file-words";
import { PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button, ButtonLink } from "@/components/ui/button";
import { withQuery } from "@/components/with-query";
import { LATE_MINUTES } from "@/lib/core/waiting";
import { localePath } from "@/lib/i18n/locales";
import type { MailTry } from "@/lib/operation/setup/model";
import { ADMIN_PLACES } from "../admin-frame";
import type { StepProps } from "./step-parts";

/** Email: what the server answered to the last test, and the button for another. */
export function MailStep(props: StepProps) {
  const { t, setup } = props;
  const { hasServer, tried } = setup.mail;
  return (
    <>
      <p>
        {t("setup.mail.what")} {hasServer ? null : t("setup.mail.noServer")}
      </p>
      {tried ? <MailAnswer {...props} tried={tried} /> : null}
      <TryButton {...props} name="mail">
        {t("setup.mail.action")}
      </TryButton>
    </>
  );
}

function MailAnswer({ t, locale, tried }: StepProps & { tried: MailTry }) {
  const { state, reason, askedAt } = tried;
  const isLate = state === "waiting" && Date.now() - askedAt.getTime() > LATE_MINUTES * 60_000;
  return (
    <p role="status">
      {t.rich(`setup.mail.${state}`, { when: () => <Time at={askedAt} locale={locale} /> })}{" "}
      {state === "failed" && reason ? t(`setup.mail.reason.${reason}`) : null}
      {isLate ? t("setup.mail.late", { minutes: LATE_MINUTES }) : null}
    </p>
  );
}

/** Where files are stored, the free space, and the result of the last try. */
export function StorageStep(props: StepProps) {
  const { t, locale, setup } = props;
  const { name, freeBytes, tried } = setup.storage;
  const when = () => (tried ? <Time at={tried.at} locale={locale} /> : null);
  return (
    <>
      <p>
        {t.rich("setup.storage.what", { place: () => <bdi>{name}</bdi> })}{" "}
        {freeBytes === null ? null : t("setup.storage.free", { size: sizeText(locale, freeBytes) })}
      </p>
      <p>
        {tried === null
          ? t("setup.storage.never")
          : t.rich(tried.isSound ? "setup.storage.sound" : "setup.storage.failed", { when })}
      </p>
      <TryButton {...props} name="storage">
        {t("setup.storage.action")}
      </TryButton>
    </>
  );
}

/** Other administrators and open invitations. */
export function AdministratorsStep({ t, locale, setup }: StepProps) {
  const { ready, dormant, invited } = setup.administrators;
  return (
    <>
      <p>
        {t("setup.administrators.what")} {t("setup.administrators.own")}
      </p>
      <p>
        {t("setup.administrators.ready", { count: ready })}{" "}
        {dormant > 0 ? t("setup.administrators.dormant", { count: dormant }) : null}{" "}
        {invited > 0 ? t("setup.administrators.invited", { count: invited }) : null}
      </p>
      <p>
        <ButtonLink href={inviteHref(locale, "administrator")}>{t("setup.administrators.action")}</ButtonLink>
      </p>
    </>
  );
}

/** Countries with a focal point. */
export function FocalPointsStep({ t, locale, setup }: StepProps) {
  return (
    <>
      <p>
        {t("setup.focal-points.what")} {t("setup.focal-points.is", setup.focalPoints)}
      </p>
      <p>
        <ButtonLink href={inviteHref(locale, "focal-point")}>{t("setup.focal-points.action")}</ButtonLink>
      </p>
    </>
  );
}

function inviteHref(locale: StepProps["locale"], role: string): string {
  return `${localePath(locale, withQuery(ADMIN_PLACES.invitations, { as: role }))}#invite`;
}

function TryButton(props: StepProps & { name: "mail" | "storage"; children: ReactNode }) {
  const { t, locale, name, children } = props;
  return (
    <PostForm t={t} name={name} action={localePath(locale, ADMIN_PLACES.setup)} className="">
      <Button aria-describedby={`step-${name}`}>{children}</Button>
    </PostForm>
  );
}
