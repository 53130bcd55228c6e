import { BounceFacts } from "@/components/members/bounce-parts";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { type BounceState, daysAfter, RESET_DAYS } from "@/lib/bounces/model";
import type { FormState } from "@/lib/core/form-state";
import { formatter } from "@/lib/i18n/formatter";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { ME_PLACES } from "../me-frame";

interface Props {
  t: Translator;
  locale: Locale;
  state: BounceState;
  form: FormState;
}

/** Says that mails to the member came back, why, and what to do; its button sends them again. */
export function BouncesPart({ t, locale, state, form }: Props) {
  const isStopped = state.stoppedAt !== null;
  const until = daysAfter(state.lastAt, RESET_DAYS);
  const day = formatter(locale).dateTime(until, { dateStyle: "long" });
  return (
    <Section
      id="bounces"
      className="stack narrow"
      title={t(isStopped ? "me.bounces.stopped" : "me.bounces.some")}
    >
      <Note kind={isStopped ? "bad" : "warn"} icon="alert">
        {t(isStopped ? "me.bounces.stoppedWhat" : "me.bounces.someWhat")}
      </Note>
      <BounceFacts t={t} locale={locale} state={state} />
      <p>
        {t.rich("me.bounces.todo", {
          link: (chunks) => <a href={localePath(locale, ME_PLACES.security)}>{chunks}</a>,
        })}
      </p>
      <PostForm
        t={t}
        name="try-again"
        action={localePath(locale, ME_PLACES.notifications)}
        fields={fieldsOf(t, form, "try-again")}
      >
        <p>
          <Button kind="pri">{t("me.bounces.again")}</Button>
        </p>
        <p className="hint">{t("me.bounces.againWhat")}</p>
      </PostForm>
      <p className="dim">{t("me.bounces.until", { day })}</p>
    </Section>
  );
}
