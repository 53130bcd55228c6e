import { z } from "zod";
import { ErrorsSummary } from "@/components/errors-summary";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { Note } from "@/components/ui/note";
import {
  changePassword,
  endSession,
  listSessions,
  prepareChange,
  requestEmailChange,
  signOutElsewhere,
} from "@/lib/accounts";
import { createApiToken, listApiTokens, revokeApiToken } from "@/lib/accounts/api-tokens";
import { CreateApiToken, RevokeApiToken } from "@/lib/accounts/api-tokens/model";
import { ChangePassword, Email } from "@/lib/accounts/model";
import { listPasskeys, removePasskey, renamePasskey } from "@/lib/accounts/passkeys";
import { OfPasskey, RenamePasskey } from "@/lib/accounts/passkeys/model";
import {
  disableTwoFactor,
  findOwnFactorReset,
  findTwoFactorState,
  renewRecoveryCodes,
  startTwoFactor,
} from "@/lib/accounts/two-factor";
import { invalidFields } from "@/lib/core/errors";
import { type FormState, withoutConflict } from "@/lib/core/form-state";
import { findFirstSteps, findOwnProfile } from "@/lib/members";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { MeFrame, meCrumbs } from "../me-frame";
import { PasskeysPart } from "./passkeys-part";
import { EmailPart, PasswordPart } from "./password-part";
import { RecoveryCodes } from "./recovery-codes";
import { SessionsPart } from "./sessions-part";
import { NewFeed, NewToken, TokensPart } from "./tokens-part";
import { TwoFactorPart } from "./two-factor-part";

const DONE = [
  "passkey",
  "passkey-removed",
  "passkey-renamed",
  "password",
  "email",
  "session",
  "sessions",
  "two-factor-off",
  "token-revoked",
] as const;

/** Password, passkeys, second factor, sessions, tokens and address of the own account. */
const view = {
  async render(_input, { locale, t, form: sent, search, actor }) {
    const { form, clash } = withoutConflict(sent);
    const [own, factor, passkeys, reset, sessions, tokens, steps] = await Promise.all([
      findOwnProfile(actor),
      findTwoFactorState(actor.id),
      listPasskeys(actor.id),
      findOwnFactorReset(actor.id),
      listSessions(actor),
      listApiTokens(actor.id),
      findFirstSteps(actor),
    ]);
    const title = t("me.security.title");
    const done = DONE.find((one) => one === search.get("done"));
    const shared = { t, locale };
    return {
      title,
      crumbs: meCrumbs(t, title),
      body: (
        <>
          {done && form.name === null ? <Outcome>{t(`me.security.done.${done}`)}</Outcome> : null}
          <MeFrame
            isNew={steps.isOffered}
            {...shared}
            place="security"
            title={title}
            sub={t("me.security.sub")}
          >
            <ErrorsSummary t={t} problems={{ errors: {}, error: clash }} labels={{}} />
            {search.get("needs") === "two-factor" && !factor.isOn ? (
              <Note kind="warn" icon="lock" title={t("me.twoFactor.needed")} role="status">
                {t("me.twoFactor.neededWhy")}
              </Note>
            ) : null}
            {search.get("needs") === "two-factor" && factor.isOn ? (
              <Note kind="warn" icon="lock" title={t("me.twoFactor.signInAgain")} role="status">
                {t("me.twoFactor.signInAgainWhy")}
              </Note>
            ) : null}
            <Shown {...shared} form={form} />
            <TwoFactorPart {...shared} factor={factor} reset={reset} form={form} />
            <PasskeysPart {...shared} passkeys={passkeys} form={form} />
            <PasswordPart {...shared} hasPassword={own.hasPassword} fields={fieldsOf(t, form, "password")} />
            <EmailPart {...shared} email={own.email} fields={fieldsOf(t, form, "email")} />
            <SessionsPart {...shared} sessions={sessions} />
            <TokensPart {...shared} tokens={tokens} fields={fieldsOf(t, form, "token")} />
          </MeFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

/** What is shown only once, at the head of the page. */
function Shown(props: { t: Parameters<typeof RecoveryCodes>[0]["t"]; form: FormState }) {
  const { recoveryCodes, token, scopes = [] } = props.form.shown ?? {};
  if (Array.isArray(recoveryCodes)) return <RecoveryCodes t={props.t} codes={recoveryCodes} />;
  if (typeof token !== "string") return null;
  return scopes.includes("feeds:read") ? (
    <NewFeed t={props.t} token={token} />
  ) : (
    <NewToken t={props.t} token={token} />
  );
}

export const GET = screen(view);

const Nothing = z.object({});

export const POST = screenForm(view, {
  password: spec({
    schema: ChangePassword,
    prepare: (input, { actor }) => prepareChange(actor, input),
    command: changePassword,
    limit: "account",
    done({ isRight }) {
      if (!isRight) throw invalidFields({ currentPassword: ["password_wrong"] });
      return "/me/security?done=password";
    },
  }),
  email: spec({
    act: "me.email.change",
    schema: z.object({ email: Email }),
    command: requestEmailChange,
    limit: "mail-link",
    done: () => "/me/security?done=email",
  }),
  start: spec({
    act: "me.twoFactor.setUp",
    schema: Nothing,
    command: startTwoFactor,
    limit: "account",
    done: () => "/me/security/two-factor",
  }),
  renew: spec({
    act: "me.twoFactor.renew",
    schema: Nothing,
    command: renewRecoveryCodes,
    limit: "account",
    shows: ({ recoveryCodes }) => ({ recoveryCodes }),
    done: () => "/me/security",
  }),
  off: spec({
    act: "me.twoFactor.switchOff",
    schema: Nothing,
    command: disableTwoFactor,
    limit: "account",
    done: () => "/me/security?done=two-factor-off",
  }),
  "remove-passkey": spec({
    act: "me.passkeys.removeOne",
    schema: OfPasskey,
    command: removePasskey,
    limit: "account",
    done: () => "/me/security?done=passkey-removed",
  }),
  "rename-passkey": spec({
    schema: RenamePasskey,
    command: renamePasskey,
    limit: "account",
    done: () => "/me/security?done=passkey-renamed",
  }),
  end: spec({
    schema: z.object({ sessionId: z.uuid() }),
    command: endSession,
    limit: "account",
    evenReadOnly: true,
    done: (_result, { input, actor }) =>
      input.sessionId === actor?.sessionId ? "/signin" : "/me/security?done=session",
  }),
  "end-others": spec({
    schema: Nothing,
    command: signOutElsewhere,
    limit: "account",
    evenReadOnly: true,
    done: () => "/me/security?done=sessions",
  }),
  token: spec({
    act: "me.tokens.create",
    schema: CreateApiToken,
    command: createApiToken,
    limit: "account",
    shows: ({ token, scopes }) => ({ token, scopes }),
    done: () => "/me/security",
  }),
  revoke: spec({
    schema: RevokeApiToken,
    command: revokeApiToken,
    limit: "account",
    evenReadOnly: true,
    done: () => "/me/security?done=token-revoked",
  }),
});
