import { z } from "zod";
import { findDestination } from "@/app/[locale]/destinations";
import { ContinueNote } from "@/app/[locale]/destinations/continue-note";
import { ErrorsSummary } from "@/components/errors-summary";
import { Outcome } from "@/components/outcome";
import { PASSKEY_SCRIPT, PasskeyForm } from "@/components/passkey-form";
import { fieldsOf } from "@/components/post-form";
import { Box } from "@/components/ui/box";
import { ButtonLink } from "@/components/ui/button";
import { checkSignIn, signIn, signInWithPasskey } from "@/lib/accounts";
import { SignIn } from "@/lib/accounts/model";
import { checkAnswer } from "@/lib/accounts/passkeys";
import { PasskeyAnswer } from "@/lib/accounts/passkeys/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findRegistration, type Registration } from "@/lib/site-settings";
import { form, spec } from "@/lib/web/forms/form";
import { placeAfter, withNext } from "@/lib/web/next-place";
import { document } from "@/lib/web/pages/document";
import { challengeOf } from "@/lib/web/sign-in/passkeys";
import { browserOf, leadAfter } from "@/lib/web/sign-in/sign-in";
import { rightPlaceFor, singleSignOnName, startSingleSignOn } from "@/lib/web/sign-in/single-sign-on";
import type { DocumentView } from "@/lib/web/view";
import { SignInForms } from "./sign-in-forms";

const NEWS = ["verified", "reset", "undone", "signed-out", "moved"] as const;
/** Errors from single sign-on or from a form on another member's page; their texts are those of a form's refusal. */
const PROBLEMS = [
  "sso_failed",
  "sso_later",
  "sso_no_address",
  "sso_closed",
  "account_waiting",
  "account_declined",
  "other_member",
  "form_not_kept",
  "address_first",
] as const;

const NoParams = z.object({});
const Query = z.object({
  next: z.string().max(2048).optional(),
  done: z.enum(NEWS).optional(),
  problem: z.enum(PROBLEMS).optional(),
});

/** Signing in: with a password, with a passkey, or through the provider. */
const view = {
  query: Query,
  isStored: false,
  async render({ next, done, problem }, { locale, t, form: sent }) {
    const title = t("accounts.in.title");
    const place = typeof sent.values.next === "string" ? sent.values.next : (next ?? "");
    const destination = await findDestination(place, { t, locale });
    return {
      title,
      isProblem: problem !== undefined && sent.name === null,
      robots: "noindex",
      refreshScripts: [PASSKEY_SCRIPT],
      crumbs: [{ label: title }],
      body: (
        <>
          {done && sent.name === null ? (
            <Outcome kind={done === "moved" ? "plain" : "ok"}>{newsText(t, done)}</Outcome>
          ) : null}
          <div className="wrap body cols side">
            <div className="stack slim">
              <h1>{title}</h1>
              {destination ? (
                <ContinueNote t={t} locale={locale} destination={destination} by="signIn" />
              ) : null}
              {problem && sent.name === null ? (
                <ErrorsSummary
                  t={t}
                  problems={{ errors: {}, error: { code: "invalid", reason: problem } }}
                  labels={{}}
                />
              ) : null}
              <SignInForms
                t={t}
                locale={locale}
                next={place}
                provider={singleSignOnName()}
                fields={fieldsOf(t, sent, "password")}
                providerFields={fieldsOf(t, sent, "provider")}
              />
              <PasskeyForm
                t={t}
                ceremony="sign-in"
                action={localePath(locale, "/signin")}
                fields={fieldsOf(t, sent, "passkey")}
                label={t("accounts.passkey.signIn")}
                hidden={{ next: place }}
              />
              <p className="small">
                <a href={localePath(locale, "/forgot")}>{t("accounts.in.forgot")}</a>
              </p>
              <p className="small dim">{t("accounts.in.factor")}</p>
            </div>
            <JoinBox t={t} locale={locale} next={place} mode={await findRegistration()} />
          </div>
        </>
      ),
    };
  },
} satisfies DocumentView<typeof NoParams, typeof Query>;

function newsText(t: Translator, done: (typeof NEWS)[number]): string {
  switch (done) {
    case "verified":
      return t("accounts.verify.done");
    case "reset":
      return t("accounts.in.reset");
    case "undone":
      return t("accounts.in.undone");
    case "signed-out":
      return t("accounts.in.signedOut");
    case "moved":
      return t("accounts.in.moved", { name: singleSignOnName() ?? "" });
  }
}

/** The other way in, for readers without an account. */
function JoinBox(props: { t: Translator; locale: Locale; next: string; mode: Registration }) {
  const { t, locale, next, mode } = props;
  if (mode === "closed") return null;
  return (
    <Box id="join" title={t("accounts.in.new")}>
      <div className="in-b stack g3">
        <p>{t(mode === "approval" ? "accounts.join.approval" : "accounts.in.joinWhat")}</p>
        <ButtonLink href={withNext(localePath(locale, "/join"), next)} size="big" isFull>
          {t("accounts.in.join")}
        </ButtonLink>
      </div>
    </Box>
  );
}

export const GET = document(view);

export const POST = form(view, {
  password: spec({
    schema: SignIn,
    limit: "sign-in",
    prepare: (input, { request }) => checkSignIn(input, browserOf(request)),
    command: signIn,
    done: (outcome, { input, request }) => leadAfter(outcome, input.next, request),
    evenReadOnly: true,
  }),
  passkey: spec({
    schema: z.object({ signedCode: PasskeyAnswer, next: z.string().max(2048).default("") }),
    limit: "sign-in",
    async prepare({ signedCode }, { request, actor }) {
      const challenge = await challengeOf(request, "sign-in", null);
      // The second click of a double click, after the first has signed in: nothing is left to do.
      if (actor && !challenge) return null;
      const checked = await checkAnswer(signedCode, { challenge, needsUser: true });
      return { checked, step: null, browser: browserOf(request) };
    },
    async command(ctx, input) {
      if (input) return signInWithPasskey(ctx, input);
      ctx.authorize("account.sign-in");
      ctx.skipAudit("who sent it is signed in");
      return null;
    },
    done: (outcome, { input, request }) =>
      outcome ? leadAfter(outcome, input.next, request) : placeAfter(input.next),
    evenReadOnly: true,
  }),
  provider: spec({
    schema: z.object({ next: z.string().max(2048).default("") }),
    limit: "sign-in",
    async prepare({ next }, { locale, request }) {
      const to = rightPlaceFor(request, next, locale);
      return to ? { to, setCookie: [] } : startSingleSignOn(next, locale);
    },
    command: async (ctx, started) => {
      ctx.authorize("account.sign-in");
      ctx.skipAudit("nobody is known yet: the provider is asked first");
      return started;
    },
    done: (started) => started,
    evenReadOnly: true,
  }),
});
