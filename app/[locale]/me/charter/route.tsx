import { z } from "zod";
import { type FormFields, fieldsOf, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button, ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { acceptCharter } from "@/lib/accounts";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findOwnProfile } from "@/lib/members";
import { screenForm, spec } from "@/lib/web/forms/form";
import { placeAfter } from "@/lib/web/next-place";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";

const Next = z.string().max(2048).default("/me");

/**
 * Asks members who joined through single sign-on to accept the charter, which the form of `/join` asks of
 * everyone else. Until then the account can read but not write. "Not now" leads to the front page, since the
 * reader's destination may lead straight back here.
 */
const view = {
  async render(_input, { locale, t, form, search, actor }) {
    const title = t("me.charter.title");
    const fields = fieldsOf(t, form, "charter");
    const next = fields.value("next", search.get("next") ?? "/me");
    const place = placeAfter(next);
    const back = localePath(place.locale ?? locale, place.to);
    const { charterAcceptedAt } = await findOwnProfile(actor);
    return {
      title,
      crumbs: [{ href: "/me", label: t("me.title") }, { label: title }],
      body: (
        <div className="wrap body">
          <div className="stack slim g5">
            <h1>{title}</h1>
            {charterAcceptedAt ? (
              <Accepted t={t} locale={locale} at={charterAcceptedAt} back={back} />
            ) : (
              <Ask t={t} locale={locale} fields={fields} next={next} />
            )}
          </div>
        </div>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

interface PartProps {
  t: Translator;
  locale: Locale;
}

function Accepted({ t, locale, at, back }: PartProps & { at: Date; back: string }) {
  return (
    <>
      <Note kind="ok">
        {t.rich("me.charter.accepted", { day: () => <Time at={at} locale={locale} isDayOnly /> })}
      </Note>
      <p className="row">
        <ButtonLink kind="pri" href={back}>
          {t("me.charter.goOn")}
        </ButtonLink>
        <a href={localePath(locale, "/charter")}>{t("me.charter.read")}</a>
      </p>
    </>
  );
}

function Ask({ t, locale, fields, next }: PartProps & { fields: FormFields; next: string }) {
  const label = t("accounts.join.charter");
  return (
    <>
      <p>{t("me.charter.lead")}</p>
      <p>{t("me.charter.short")}</p>
      <PostForm
        t={t}
        name="charter"
        action={localePath(locale, "/me/charter")}
        fields={fields}
        labels={{ charter: label }}
        hidden={{ next }}
        className="stack"
      >
        <Checkbox
          name="charter"
          label={label}
          errors={fields.errors("charter")}
          hint={<a href={localePath(locale, "/charter")}>{t("me.charter.read")}</a>}
          required
        />
        <Button kind="pri" size="big" isFull>
          {t("me.continue")}
        </Button>
      </PostForm>
      <p>
        <a href={localePath(locale, "/")}>{t("me.charter.later")}</a>
      </p>
      <p className="small dim">
        {t.rich("me.charter.leave", {
          link: (words) => <a href={localePath(locale, "/me/data")}>{words}</a>,
        })}
      </p>
    </>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  charter: spec({
    schema: z.object({ charter: z.literal("on", { error: "charter_first" }), next: Next }),
    command: acceptCharter,
    limit: "account",
    done: (_result, { input }) => placeAfter(input.next),
  }),
});
