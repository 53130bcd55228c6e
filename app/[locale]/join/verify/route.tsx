import { z } from "zod";
import { findDestination } from "@/app/[locale]/destinations";
import { ContinueNote } from "@/app/[locale]/destinations/continue-note";
import { Outcome } from "@/components/outcome";
import { type FormFields, fieldsOf, PostForm } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import {
  claimAccount,
  findVerification,
  prepareClaim,
  prepareMailRequest,
  resendVerification,
  verifyEmail,
} from "@/lib/accounts";
import { Claim, Email, TokenText } from "@/lib/accounts/model";
import { invalidFields } from "@/lib/core/errors";
import type { FormState } from "@/lib/core/form-state";
import { env } from "@/lib/env";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findRegistration } from "@/lib/site-settings";
import { form, spec } from "@/lib/web/forms/form";
import { findNextPlace } from "@/lib/web/next-place";
import { document } from "@/lib/web/pages/document";
import { openCookie } from "@/lib/web/sealed-cookie";
import { browserOf, leadIn } from "@/lib/web/sign-in/sign-in";
import type { DocumentView } from "@/lib/web/view";
import { ClaimForm } from "./claim-form";

const NoParams = z.object({});
const Query = z.object({
  token: z.string().max(200).optional(),
  /** Another browser: the reader sets a password and checks what was typed. */
  by: z.literal("owner").optional().catch(undefined),
  done: z.enum(["resent", "waiting"]).optional(),
});

/**
 * Four pages at one address: where to look for the mail; for a valid link, the button that uses it, or the
 * form for another browser; for an invalid link, what to do instead.
 */
const view = {
  query: Query,
  isStored: false,
  async render({ token, by, done }, { locale, t, form: sent }) {
    const text = token ?? tokenOf(sent);
    const found = text ? await findVerification(text) : null;
    const needsApproval = (await findRegistration()) === "approval";
    const destination = found && !needsApproval ? await findDestination(found.next, { t, locale }) : null;
    const fields = fieldsOf(t, sent, "claim");
    const isClaim = by === "owner" || sent.name === "claim";
    const page = !found ? null : isClaim ? (
      <ClaimForm {...{ t, locale, fields, needsApproval }} token={text} typed={found} />
    ) : (
      <Confirm t={t} locale={locale} token={text} name={found.fullName} />
    );
    const isDead = text !== "" && !found;
    const title = t(
      found ? "accounts.verify.title" : isDead ? "accounts.verify.deadTitle" : "accounts.verify.sentTitle",
    );
    if (done === "waiting") return waiting(t);
    return {
      title,
      robots: "noindex",
      alternates: false,
      status: isDead ? 410 : undefined,
      crumbs: [{ href: "/join", label: t("accounts.join.title") }, { label: title }],
      body: (
        <>
          {done === "resent" ? <Outcome>{t("accounts.verify.resent")}</Outcome> : null}
          <PageHead title={title} />
          <div className="wrap body stack narrow">
            {destination ? <ContinueNote t={t} locale={locale} destination={destination} by="join" /> : null}
            {page ?? <Look t={t} locale={locale} isDead={isDead} fields={fieldsOf(t, sent, "resend")} />}
          </div>
        </>
      ),
    };
  },
} satisfies DocumentView<typeof NoParams, typeof Query>;

/** A new member continues where joining began, if that is a page of this site; otherwise with the first steps. */
const firstPlace = (next: string) => (findNextPlace(next) ? next : PLACES.welcome);

/** After a refusal, the page keeps its link. */
function tokenOf(sent: FormState): string {
  const isAbout = sent.name === "confirm" || sent.name === "claim";
  return isAbout && typeof sent.values.token === "string" ? sent.values.token : "";
}

function waiting(t: Translator) {
  const title = t("accounts.verify.title");
  return {
    title,
    robots: "noindex" as const,
    alternates: false,
    crumbs: [{ label: title }],
    body: <Outcome>{t("accounts.verify.waiting")}</Outcome>,
  };
}

function Confirm({ t, locale, token, name }: { t: Translator; locale: Locale; token: string; name: string }) {
  return (
    <PostForm t={t} name="confirm" action={localePath(locale, "/join/verify")} hidden={{ token }}>
      <p>{t.rich("accounts.verify.lead", { name, b: (text) => <bdi>{text}</bdi> })}</p>
      <p className="dim">{t("accounts.verify.notYou")}</p>
      <div className="row">
        <Button kind="pri" size="big">
          {t("accounts.verify.button")}
        </Button>
      </div>
    </PostForm>
  );
}

function Look(props: { t: Translator; locale: Locale; isDead: boolean; fields: FormFields }) {
  const { t, locale, isDead, fields } = props;
  const errors = fields.errors("email");
  const typed = fields.value("email");
  return (
    <>
      <p>{isDead ? t("accounts.verify.dead") : t("accounts.verify.sent")}</p>
      {isDead ? (
        <a href={localePath(locale, "/signin")}>{t("accounts.signIn")}</a>
      ) : (
        <p>{t("accounts.verify.sentHint")}</p>
      )}
      {env().SMTP_URL ? null : <Note>{t("accounts.verify.local")}</Note>}
      <PostForm
        t={t}
        name="resend"
        action={localePath(locale, "/join/verify")}
        fields={fields}
        labels={{ email: t("accounts.email") }}
      >
        <h2>{t("accounts.verify.resendTitle")}</h2>
        {errors || typed ? (
          <TextField
            name="email"
            label={t("accounts.email")}
            errors={errors}
            defaultValue={typed}
            type="email"
            autoComplete="email"
            dir="ltr"
            isBig
          />
        ) : null}
        <div className="row">
          <Button>{t("accounts.verify.resend")}</Button>
        </div>
      </PostForm>
    </>
  );
}

export const GET = document(view);

export const POST = form(view, {
  confirm: spec({
    schema: z.object({ token: TokenText }),
    limit: "spend-token",
    async prepare({ token }, { request }) {
      const kept = await openCookie(request.headers, "octopus-joined");
      const joinedGround = typeof kept?.ground === "string" ? kept.ground : null;
      return { token, joinedGround, browser: browserOf(request) };
    },
    command: verifyEmail,
    done(result, { input, request }) {
      if (result.is === "in") return leadIn(result.started, firstPlace(result.next), request);
      if (result.is === "claim") return `/join/verify?token=${encodeURIComponent(input.token)}&by=owner`;
      if (result.is === "own") return "/me";
      return result.is === "waiting" ? "/join/verify?done=waiting" : "/signin?done=verified";
    },
  }),
  claim: spec({
    schema: Claim,
    limit: "spend-token",
    prepare: (input, { request, locale }) => prepareClaim(input, { browser: browserOf(request), locale }),
    command: claimAccount,
    done: (result, { request }) =>
      result.is === "in"
        ? leadIn(result.started, firstPlace(result.next), request)
        : "/join/verify?done=waiting",
  }),
  resend: spec({
    schema: z.object({ email: Email.or(z.literal("")).optional() }),
    limit: "mail-link",
    async prepare({ email }, { request }) {
      const kept = await openCookie(request.headers, "octopus-joined");
      const to = email || (typeof kept?.email === "string" ? kept.email : "");
      // In a browser that did not join, the address must be given.
      if (!to) throw invalidFields({ email: ["required"] });
      return prepareMailRequest("verification", { email: to });
    },
    command: resendVerification,
    done: () => "/join/verify?done=resent",
  }),
});
