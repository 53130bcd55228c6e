import { Time } from "@/components/time";
import { Note } from "@/components/ui/note";
import { Tag } from "@/components/ui/tag";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Webhook } from "@/lib/webhooks";

/** The key of an endpoint, shown only now. */
export function NewSecret({ t, secret }: { t: Translator; secret: string }) {
  return (
    <section className="stack" aria-labelledby="new-secret">
      <h2 id="new-secret" tabIndex={-1} data-focus="">
        {t("admin.webhooks.made")}
      </h2>
      <Note kind="warn" icon="alert" role="status">
        {t("admin.webhooks.madeKeep")}
      </Note>
      <p dir="ltr">
        <code className="secret">{secret}</code>
      </p>
    </section>
  );
}

/** Says that nothing is sent, if the operator has not switched it on. */
export function OffNote({ t }: { t: Translator }) {
  return env().WEBHOOKS === "off" ? (
    <Note kind="warn" icon="alert">
      {t("admin.webhooks.off")}
    </Note>
  ) : null;
}

/** Whether an endpoint is on, and since when it fails. */
export function WebhookState(props: { t: Translator; locale: Locale; webhook: Webhook }) {
  const { t, locale, webhook } = props;
  const { off, failingSince } = webhook;
  if (off === null && failingSince)
    return (
      <>
        <Tag kind="warn">{t("admin.webhooks.failing")}</Tag>{" "}
        {t.rich("admin.webhooks.failingSince", { when: () => <Time at={failingSince} locale={locale} /> })}
      </>
    );
  const kind = off === null ? "ok" : off === "chosen" ? "plain" : "bad";
  return <Tag kind={kind}>{t(`admin.webhooks.states.${off ?? "on"}`)}</Tag>;
}
