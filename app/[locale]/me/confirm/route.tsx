import { z } from "zod";
import { PASSKEY_SCRIPT, PasskeyForm } from "@/components/passkey-form";
import { type FormFields, fieldsOf, PostForm } from "@/components/post-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { PasswordField } from "@/components/ui/field";
import { confirmSession, confirmWithPasskey, prepareConfirmation } from "@/lib/accounts";
import { GivenPassword } from "@/lib/accounts/model";
import { checkAnswer, listPasskeys } from "@/lib/accounts/passkeys";
import { PasskeyAnswer } from "@/lib/accounts/passkeys/model";
import type { Actor } from "@/lib/core/actor";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { findOwnProfile } from "@/lib/members";
import { screenForm, spec } from "@/lib/web/forms/form";
import { findUnsent, type Unsent } from "@/lib/web/held/held-form";
import { placeAfter } from "@/lib/web/next-place";
import { screen } from "@/lib/web/pages/screen";
import { challengeOf } from "@/lib/web/sign-in/passkeys";
import type { ScreenView } from "@/lib/web/view";

const Next = z.string().max(2048).default("/me");

/**
 * Asks for the password or a passkey again before changes to the account, then returns to the previous page.
 * Members without a password can also sign in again.
 */
const view = {
  async render(_input, { locale, t, form, search, actor }) {
    const title = t("me.confirm.title");
    const fields = fieldsOf(t, form, "confirm");
    const next = fields.value("next", search.get("next") ?? "/me");
    const [{ hasPassword }, passkeys, unsent] = await Promise.all([
      findOwnProfile(actor),
      listPasskeys(actor.id),
      findUnsent(next, actor),
    ]);
    const ways = { hasPassword, hasPasskey: passkeys.length > 0 };
    const place = placeAfter(next);
    const back = localePath(place.locale ?? locale, place.to);
    return {
      title,
      refreshScripts: [PASSKEY_SCRIPT],
      crumbs: [{ href: "/me", label: t("me.title") }, { label: title }],
      body: (
        <div className="wrap body">
          <div className="stack slim g5">
            <h1>{title}</h1>
            <p>{whatText(t, ways)}</p>
            {unsent ? <p>{unsentText(t, unsent, ways)}</p> : null}
            {hasPassword ? (
              <PasswordForm t={t} locale={locale} fields={fields} next={next} />
            ) : (
              <ButtonLink
                kind="pri"
                href={`${localePath(locale, "/signin")}?next=${encodeURIComponent(back)}`}
              >
                {t("shell.signIn")}
              </ButtonLink>
            )}
            <PasskeyForm
              t={t}
              ceremony="confirm"
              action={localePath(locale, "/me/confirm")}
              fields={fieldsOf(t, form, "passkey")}
              label={t("accounts.passkey.use")}
              hidden={{ next }}
            />
          </div>
        </div>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

function PasswordForm(props: { t: Translator; locale: Locale; fields: FormFields; next: string }) {
  const { t, locale, fields, next } = props;
  return (
    <PostForm
      t={t}
      name="confirm"
      action={localePath(locale, "/me/confirm")}
      fields={fields}
      labels={{ currentPassword: t("me.password.current") }}
      hidden={{ next }}
      className="stack"
    >
      <PasswordField
        t={t}
        name="currentPassword"
        label={t("me.password.current")}
        errors={fields.errors("currentPassword")}
        autoComplete="current-password"
        isBig
        required
      />
      <Button kind="pri" size="big" isFull>
        {t("me.continue")}
      </Button>
    </PostForm>
  );
}

/** The ways in which this member can confirm. */
interface Ways {
  hasPassword: boolean;
  hasPasskey: boolean;
}

function whatText(t: Translator, { hasPassword, hasPasskey }: Ways): string {
  if (hasPassword) return t("me.confirm.what");
  return hasPasskey ? t("me.confirm.passkeyOrSignIn") : t("me.confirm.signInAgain");
}

/** Returns what happens with the form that needs the confirmation: it is sent afterwards, or must be sent by hand. */
function unsentText(t: Translator, { act, isWhole }: Unsent, { hasPassword, hasPasskey }: Ways): string {
  const named = { act: message(t, act) };
  if (isWhole && hasPassword) return t("me.confirm.willSend", named);
  return isWhole && hasPasskey ? t("me.confirm.willSendByPasskey", named) : t("me.confirm.sendAgain", named);
}

/** Returns to the previous page, and sends the form that waited there if it is complete. */
async function leadBack(next: string, actor: Actor | null) {
  const place = placeAfter(next);
  const unsent = await findUnsent(place.to, actor);
  return unsent?.isWhole ? { ...place, to: `${place.to}&send=1`, sends: true } : place;
}

export const GET = screen(view);

export const POST = screenForm(view, {
  confirm: spec({
    schema: z.object({ currentPassword: GivenPassword, next: Next }),
    prepare: async (input, { actor }) => prepareConfirmation(actor, input),
    command: confirmSession,
    limit: "account",
    evenReadOnly: true,
    done({ isRight }, { input, actor }) {
      if (!isRight) throw invalidFields({ currentPassword: ["password_wrong"] });
      return leadBack(input.next, actor);
    },
  }),
  passkey: spec({
    schema: z.object({ signedCode: PasskeyAnswer, next: Next }),
    async prepare({ signedCode }, { actor, request }) {
      const challenge = await challengeOf(request, "confirm", actor);
      return { checked: await checkAnswer(signedCode, { challenge, needsUser: true }) };
    },
    command: confirmWithPasskey,
    limit: "account",
    evenReadOnly: true,
    done({ isRight }, { input, actor }) {
      if (!isRight) throw new DomainError("invalid", "passkey_suspected");
      return leadBack(input.next, actor);
    },
  }),
});
