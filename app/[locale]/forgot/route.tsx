import { z } from "zod";
import { fieldsOf } from "@/components/post-form";
import { PageHead } from "@/components/ui/heading";
import { prepareMailRequest, requestReset } from "@/lib/accounts";
import { Email } from "@/lib/accounts/model";
import { localePath } from "@/lib/i18n/locales";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import type { DocumentView } from "@/lib/web/view";
import { MailLinkForm } from "../mail-link-form";

const NoParams = z.object({});
const Query = z.object({ done: z.enum(["sent"]).optional() });

/** Requests a link to set a new password; the answer is the same for everyone. */
const view = {
  query: Query,
  isStored: false,
  async render({ done }, { locale, t, form: sent }) {
    const isSent = done === "sent" && sent.name === null;
    const title = t(isSent ? "accounts.forgot.sentTitle" : "accounts.forgot.title");
    return {
      title,
      robots: "noindex",
      crumbs: [{ href: "/signin", label: t("accounts.in.title") }, { label: t("accounts.forgot.title") }],
      body: (
        <>
          <PageHead title={title} sub={t(isSent ? "accounts.forgot.sent" : "accounts.forgot.lead")} />
          <div className="wrap body stack narrow">
            {isSent ? <p>{t("accounts.forgot.again")}</p> : null}
            <MailLinkForm
              t={t}
              name="forgot"
              action={localePath(locale, "/forgot")}
              fields={fieldsOf(t, sent, "forgot")}
              button={t("accounts.forgot.button")}
              autoComplete="username"
              isAsked={isSent}
            />
          </div>
        </>
      ),
    };
  },
} satisfies DocumentView<typeof NoParams, typeof Query>;

export const GET = document(view);

export const POST = form(view, {
  forgot: spec({
    schema: z.object({ email: Email }),
    limit: "mail-link",
    prepare: (input) => prepareMailRequest("reset", input),
    command: requestReset,
    done: () => "/forgot?done=sent",
  }),
});
