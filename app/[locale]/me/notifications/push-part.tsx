import { fieldsOf, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { Tag } from "@/components/ui/tag";
import type { FormState } from "@/lib/core/form-state";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { type PushBrowser, pushKey } from "@/lib/push";
import { ME_PLACES } from "../me-frame";
import { deviceName } from "../security/sessions-part";

interface Props {
  t: Translator;
  locale: Locale;
  browsers: readonly PushBrowser[];
  form: FormState;
}

/** The script of this part. */
export const PUSH_SCRIPT = "push.js";

/** The browsers in which a member sees notifications, and a button that adds this one; a script shows it. */
export function PushPart({ t, locale, browsers, form }: Props) {
  const action = localePath(locale, ME_PLACES.notifications);
  return (
    <Section id="push" className="stack narrow" title={t("me.push.title")}>
      <p>{t("me.push.what")}</p>
      {browsers.length > 0 ? (
        <>
          <h3>{t("me.push.list")}</h3>
          <ul className="list">
            {browsers.map((one) => (
              <BrowserLine key={one.id} {...{ t, locale, action, one }} />
            ))}
          </ul>
        </>
      ) : null}
      <div data-push={pushKey()}>
        <p className="dim" data-needs="">
          {t("me.push.needs")}
        </p>
        <div hidden data-denied={t("me.push.denied")} data-failed={t("me.push.failed")} />
        <PushForm t={t} action={action} form={form} />
      </div>
    </Section>
  );
}

/** What the script fills in; after a refusal it is there still. */
const MADE = ["endpoint", "p256dh", "auth"] as const;

/** Without scripts there is nothing to send, so the form is hidden; after a refusal it shows why. */
function PushForm({ t, action, form }: Pick<Props, "t" | "form"> & { action: string }) {
  const fields = fieldsOf(t, form, "push");
  const isRefused = form.name === "push";
  return (
    <>
      {isRefused && fields.problems.error === null ? (
        <Note kind="bad" icon="alert">
          {t("me.push.failed")}
        </Note>
      ) : null}
      <PostForm
        t={t}
        name="push"
        action={action}
        fields={fields}
        isHidden={!isRefused}
        hidden={Object.fromEntries(MADE.map((name) => [name, fields.value(name)]))}
      >
        <p>
          <Button>{t("me.push.allow")}</Button>
        </p>
      </PostForm>
    </>
  );
}

function BrowserLine(props: Pick<Props, "t" | "locale"> & { action: string; one: PushBrowser }) {
  const { t, locale, action, one } = props;
  const name = deviceName(t, one.device);
  return (
    <li className="row apart">
      <span>
        {name} {one.isPresent ? <Tag kind="ok">{t("me.sessions.present")}</Tag> : null}
        <br />
        <span className="tiny dim">
          {t("me.push.since")} <Time at={one.createdAt} locale={locale} />
        </span>
      </span>
      <PostForm t={t} name="unpush" action={action} className="row" hidden={{ pushId: one.id }}>
        <Button size="sm">
          {t("me.push.remove")}
          <span className="vh"> ({name})</span>
        </Button>
      </PostForm>
    </li>
  );
}
