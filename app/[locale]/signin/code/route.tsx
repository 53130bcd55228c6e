import { z } from "zod";
import { Outcome } from "@/components/outcome";
import { type FormFields, fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { TextArea, TextField } from "@/components/ui/field";
import { countCode, forgetCodes, reportLostFactor, type SignInStep, signInWithCode } from "@/lib/accounts";
import { RequestFactorReset, SecondFactorCode } from "@/lib/accounts/two-factor/model";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { document } from "@/lib/web/document";
import { form, spec } from "@/lib/web/form";
import { openCookie } from "@/lib/web/sealed-cookie";
import { browserOf, leadIn } from "@/lib/web/sign-in";
import type { DocumentView } from "@/lib/web/view";

const NoParams = z.object({});
const Query = z.object({ done: z.enum(["asked"]).optional() });

/** The second step of signing in: a code of the authenticator, or a recovery code. */
const view = {
  query: Query,
  isStored: false,
  async render({ done }, { locale, t, form: sent }) {
    const title = t("accounts.code.title");
    return {
      title,
      robots: "noindex",
      alternates: false,
      crumbs: [{ href: "/signin", label: t("accounts.in.title") }, { label: title }],
      body: (
        <>
          {done ? <Outcome>{t("accounts.code.asked")}</Outcome> : null}
          <div className="wrap body">
            <div className="stack slim">
              <h1>{title}</h1>
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

type Step = SignInStep & { next: string };

/** The first step as this browser keeps it; null when there is none, or it is too old. */
async function findStep(request: Request): Promise<Step | null> {
  const kept = await openCookie(request.headers, "octopus-step");
  const { memberId, ground, next } = kept ?? {};
  if (typeof memberId !== "string" || typeof ground !== "string") return null;
  return { memberId, ground, next: typeof next === "string" ? next : "" };
}

/** The same. Throws `invalid` (`step`) when there is none. */
async function stepOf(request: Request): Promise<Step> {
  const step = await findStep(request);
  if (!step) throw new DomainError("invalid", "step");
  return step;
}

export const GET = document(view);

export const POST = form(view, {
  code: spec({
    schema: z.object({ code: SecondFactorCode }),
    limit: "second-factor",
    async prepare({ code }, { request, actor }) {
      // The second click of two, after the first has signed in: its step is spent, and nothing is left to do.
      if (actor && !(await findStep(request))) return null;
      const step = await stepOf(request);
      await countCode(step.memberId);
      return { step, code, browser: browserOf(request) };
    },
    async command(ctx, input) {
      if (input) return { outcome: await signInWithCode(ctx, input), step: input.step };
      ctx.authorize("account.sign-in");
      ctx.untraced("who sent it is signed in");
      return null;
    },
    async done(result) {
      if (!result) return "/me";
      const { outcome, step } = result;
      if (outcome.is !== "in") throw invalidFields({ code: ["code_wrong"] });
      await forgetCodes(step.memberId);
      return leadIn(outcome.started, step.next);
    },
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
