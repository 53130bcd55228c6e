import { z } from "zod";
import { Outcome } from "@/components/outcome";
import { PASSKEY_SCRIPT, PasskeyForm } from "@/components/passkey-form";
import { type FormFields, fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { TextArea, TextField } from "@/components/ui/field";
import { countCode, reportLostFactor, resetCodes, signInWithCode, signInWithPasskey } from "@/lib/accounts";
import { checkAnswer } from "@/lib/accounts/passkeys";
import { PasskeyAnswer } from "@/lib/accounts/passkeys/model";
import { RequestFactorReset, SecondFactorCode } from "@/lib/accounts/two-factor/model";
import { invalidFields } from "@/lib/core/errors";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import { challengeOf } from "@/lib/web/sign-in/passkeys";
import { browserOf, leadAfter } from "@/lib/web/sign-in/sign-in";
import { findStep, stepOf } from "@/lib/web/sign-in/sign-in-step";
import type { DocumentView } from "@/lib/web/view";

const NoParams = z.object({});
const Query = z.object({ done: z.enum(["asked"]).optional() });

/** The second step of signing in: a passkey, a code of the authenticator, or a recovery code. */
const view = {
  query: Query,
  isStored: false,
  async render({ done }, { locale, t, form: sent }) {
    const title = t("accounts.code.title");
    return {
      title,
      robots: "noindex",
      alternates: false,
      refreshScripts: [PASSKEY_SCRIPT],
      crumbs: [{ href: "/signin", label: t("accounts.in.title") }, { label: title }],
      body: (
        <>
          {done ? <Outcome>{t("accounts.code.asked")}</Outcome> : null}
          <div className="wrap body">
            <div className="stack slim">
              <h1>{title}</h1>
              <PasskeyForm
                t={t}
                ceremony="code"
                action={localePath(locale, "/signin/code")}
                fields={fieldsOf(t, sent, "passkey")}
                label={t("accounts.passkey.use")}
                isMain
              />
              <CodeForm t={t} locale={locale} fields={fieldsOf(t, sent, "code")} />
              <p className="small">
                <a href={localePath(locale, "/signin")}>{t("accounts.code.again")}</a>
              </p>
              <LostForm
                t={t}
                locale={locale}
                fields={fieldsOf(t, sent, "lost")}
                isOpen={sent.name === "lost"}
              />
            </div>
          </div>
        </>
      ),
    };
  },
} satisfies DocumentView<typeof NoParams, typeof Query>;

interface PartProps {
  t: Translator;
  locale: Locale;
  fields: FormFields;
}

function CodeForm({ t, locale, fields }: PartProps) {
  const label = t("accounts.code.label");
  return (
    <PostForm
      t={t}
      name="code"
      action={localePath(locale, "/signin/code")}
      fields={fields}
      labels={{ code: label }}
      className="stack"
    >
      <TextField
        name="code"
        label={label}
        hint={t("accounts.code.lead")}
        errors={fields.errors("code")}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        dir="ltr"
        isBig
        required
      />
      <Button kind="pri" size="big" isFull>
        {t("accounts.code.button")}
      </Button>
    </PostForm>
  );
}

function LostForm({ t, locale, fields, isOpen }: PartProps & { isOpen: boolean }) {
  const label = t("accounts.code.reason");
  return (
    <details open={isOpen}>
      <summary>{t("accounts.code.lostTitle")}</summary>
      <PostForm
        t={t}
        name="lost"
        action={localePath(locale, "/signin/code")}
        fields={fields}
        labels={{ reason: label }}
        className="stack"
      >
        <p>{t("accounts.code.lost")}</p>
        <TextArea
          name="reason"
          label={label}
          errors={fields.errors("reason")}
          defaultValue={fields.value("reason")}
          rows={4}
          maxLength={1000}
          required
        />
        <Button>{t("accounts.code.ask")}</Button>
      </PostForm>
    </details>
  );
}

export const GET = document(view);

export const POST = form(view, {
  code: spec({
    schema: z.object({ code: SecondFactorCode }),
    limit: "second-factor",
    async prepare({ code }, { request, actor }) {
      // The second click of a double click, after the first has signed in: nothing is left to do.
      if (actor && !(await findStep(request))) return null;
      const step = await stepOf(request);
      await countCode(step.memberId);
      return { step, code, browser: browserOf(request) };
    },
    async command(ctx, input) {
      if (input) return { outcome: await signInWithCode(ctx, input), step: input.step };
      ctx.authorize("account.sign-in");
      ctx.skipAudit("who sent it is signed in");
      return null;
    },
    async done(result, { request }) {
      if (!result) return "/me";
      const { outcome, step } = result;
      if (outcome.is === "refused") throw invalidFields({ code: ["code_wrong"] });
      await resetCodes(step.memberId);
      return leadAfter(outcome, step.next, request);
    },
    evenReadOnly: true,
  }),
  passkey: spec({
    schema: z.object({ signedCode: PasskeyAnswer }),
    limit: "second-factor",
    async prepare({ signedCode }, { request, actor }) {
      if (actor && !(await findStep(request))) return null;
      const step = await stepOf(request);
      const challenge = await challengeOf(request, "code", null);
      return {
        step,
        checked: await checkAnswer(signedCode, { challenge, needsUser: false }),
        browser: browserOf(request),
      };
    },
    async command(ctx, input) {
      if (input) return { outcome: await signInWithPasskey(ctx, input), step: input.step };
      ctx.authorize("account.sign-in");
      ctx.skipAudit("who sent it is signed in");
      return null;
    },
    done: (result, { request }) => (result ? leadAfter(result.outcome, result.step.next, request) : "/me"),
    evenReadOnly: true,
  }),
  lost: spec({
    schema: RequestFactorReset,
    limit: "mail-link",
    prepare: async ({ reason }, { request }) => ({ step: await stepOf(request), reason }),
    command: reportLostFactor,
    done: () => "/signin/code?done=asked",
  }),
});
