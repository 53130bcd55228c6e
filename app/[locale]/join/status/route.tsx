import { z } from "zod";
import { Outcome } from "@/components/outcome";
import { type FormFields, fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { prepareMailRequest } from "@/lib/accounts";
import { Email } from "@/lib/accounts/model";
import { env } from "@/lib/env";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import {
  amendApplication,
  answerQuestion,
  findOwnApplication,
  requestStatusLink,
  withdrawApplication,
} from "@/lib/members/applications";
import { AmendApplication, AnswerQuestion, WithdrawApplication } from "@/lib/members/applications/model";
import { document } from "@/lib/web/document";
import { form, spec } from "@/lib/web/form";
import type { DocumentView, FormState } from "@/lib/web/view";
import { StatusPart } from "./status-part";

const PATH = "/join/status";
const DONE = ["asked", "answered", "amended", "again", "withdrawn"] as const;

const NoParams = z.object({});
const Query = z.object({
  token: z.string().max(200).optional(),
  done: z.enum(DONE).optional().catch(undefined),
});

/**
 * How an application to join stands, for whoever has the link of a mail; without one, the form that asks for it. The
 * link only opens the page: what changes something is a button.
 */
const view = {
  query: Query,
  isStored: false,
  async render({ token, done }, { locale, t, form: sent }) {
    const text = token ?? tokenOf(sent);
    const own = text === "" ? null : await findOwnApplication(text);
    const isDead = text !== "" && own === null;
    const title = t(own ? "applications.title" : "applications.find.title");
    return {
      title,
      robots: "noindex",
      alternates: false,
      status: isDead ? 410 : undefined,
      crumbs: [{ href: "/join", label: t("accounts.join.title") }, { label: title }],
      body: (
        <>
          {done && sent.name === null ? <Outcome>{t(`applications.done.${done}`)}</Outcome> : null}
          <PageHead
            title={title}
            sub={own ? undefined : t(isDead ? "applications.find.dead" : "applications.find.lead")}
          />
          {own ? (
            <StatusPart t={t} locale={locale} own={own} token={text} form={sent} />
          ) : (
            <Find t={t} locale={locale} fields={fieldsOf(t, sent, "find")} isAsked={done === "asked"} />
          )}
        </>
      ),
    };
  },
} satisfies DocumentView<typeof NoParams, typeof Query>;

/** A link that was refused is still the one that its page is about. */
function tokenOf(sent: FormState): string {
  return sent.name !== "find" && typeof sent.values.token === "string" ? sent.values.token : "";
}

/** Asks for the link; the answer is the same whether or not the address has an application. */
function Find(props: { t: Translator; locale: Locale; fields: FormFields; isAsked: boolean }) {
  const { t, locale, fields, isAsked } = props;
  const label = t("accounts.email");
  return (
    <div className="wrap body flush stack narrow">
      {isAsked && !env().SMTP_URL ? <Note>{t("accounts.verify.local")}</Note> : null}
      <PostForm t={t} name="find" action={localePath(locale, PATH)} fields={fields} labels={{ email: label }}>
        <TextField
          name="email"
          label={label}
          errors={fields.errors("email")}
          defaultValue={fields.value("email")}
          type="email"
          autoComplete="email"
          dir="ltr"
          isBig
          required
        />
        <div className="row">
          <Button kind={isAsked ? "plain" : "pri"} size="big">
            {t("applications.find.button")}
          </Button>
        </div>
      </PostForm>
    </div>
  );
}

export const GET = document(view);

const backTo = (token: string, done: (typeof DONE)[number]) =>
  `${PATH}?token=${encodeURIComponent(token)}&done=${done}`;

export const POST = form(view, {
  find: spec({
    schema: z.object({ email: Email }),
    limit: "mail-link",
    prepare: (input) => prepareMailRequest("application", input),
    command: requestStatusLink,
    done: () => `${PATH}?done=asked`,
  }),
  answer: spec({
    schema: AnswerQuestion,
    limit: "spend-token",
    command: answerQuestion,
    done: (_result, { input }) => backTo(input.token, "answered"),
  }),
  amend: spec({
    schema: AmendApplication,
    limit: "spend-token",
    command: amendApplication,
    done: ({ isAgain }, { input }) => backTo(input.token, isAgain ? "again" : "amended"),
  }),
  withdraw: spec({
    schema: WithdrawApplication,
    limit: "spend-token",
    command: withdrawApplication,
    evenReadOnly: true,
    done: () => `${PATH}?done=withdrawn`,
  }),
});
