import { z } from "zod";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { PageHead } from "@/components/ui/heading";
import { prepareMailRequest } from "@/lib/accounts";
import { Email } from "@/lib/accounts/model";
import type { FormState } from "@/lib/core/form-state";
import { localePath } from "@/lib/i18n/locales";
import {
  amendApplication,
  answerQuestion,
  findOwnApplication,
  requestStatusLink,
  withdrawApplication,
} from "@/lib/members/applications";
import { AmendApplication, AnswerQuestion, WithdrawApplication } from "@/lib/members/applications/model";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import type { DocumentView } from "@/lib/web/view";
import { MailLinkForm } from "../../mail-link-form";
import { StatusPart } from "./status-part";

const PATH = "/join/status";
const DONE = ["asked", "answered", "amended", "again", "withdrawn"] as const;

const NoParams = z.object({});
const Query = z.object({
  token: z.string().max(200).optional(),
  done: z.enum(DONE).optional().catch(undefined),
});

/**
 * The state of an application to join, for people with the link from a mail; without a link, the form that
 * asks for one, which responds the same whether or not the address has an application. Opening the link
 * changes nothing.
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
            <div className="wrap body flush stack narrow">
              <MailLinkForm
                t={t}
                name="find"
                action={localePath(locale, PATH)}
                fields={fieldsOf(t, sent, "find")}
                button={t("applications.find.button")}
                autoComplete="email"
                isAsked={done === "asked"}
              />
            </div>
          )}
        </>
      ),
    };
  },
} satisfies DocumentView<typeof NoParams, typeof Query>;

/** After a refusal, the page keeps its link. */
function tokenOf(sent: FormState): string {
  return sent.name !== "find" && typeof sent.values.token === "string" ? sent.values.token : "";
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
