import { z } from "zod";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { prepareMailRequest, requestReset } from "@/lib/accounts";
import { Email } from "@/lib/accounts/model";
import { env } from "@/lib/env";
import { localePath } from "@/lib/i18n/locales";
import { document } from "@/lib/web/document";
import { form, spec } from "@/lib/web/form";
import type { DocumentView } from "@/lib/web/view";

const NoParams = z.object({});
const Query = z.object({ done: z.enum(["sent"]).optional() });

/** Asks for a link that sets a new password; afterwards, with the same words for everyone, where to look for it. */
const view = {
  query: Query,
  isStored: false,
  async render({ done }, { locale, t, form: sent }) {
    const isSent = done === "sent" && sent.name === null;
    const title = t(isSent ? "accounts.forgot.sentTitle" : "accounts.forgot.title");
    const fields = fieldsOf(t, sent, "forgot");
    const label = t("accounts.email");
    return {
      title,
      robots: "noindex",
      crumbs: [{ href: "/signin", label: t("accounts.in.title") }, { label: t("accounts.forgot.title") }],
      body: (
        <>
          <PageHead title={title} sub={t(isSent ? "accounts.forgot.sent" : "accounts.forgot.lead")} />
          <div className="wrap body stack narrow">
            {isSent ? <p>{t("accounts.forgot.again")}</p> : null}
            {isSent && !env().SMTP_URL ? <Note>{t("accounts.verify.local")}</Note> : null}
            <PostForm
              t={t}
              name="forgot"
              action={localePath(locale, "/forgot")}
              fields={fields}
              labels={{ email: label }}
            >
              <TextField
                name="email"
                label={label}
                errors={fields.errors("email")}
                defaultValue={fields.value("email")}
                type="email"
                autoComplete="username"
                dir="ltr"
                isBig
                required
              />
              <div className="row">
                <Button kind={isSent ? "plain" : "pri"} size="big">
                  {t("accounts.forgot.button")}
                </Button>
              </div>
            </PostForm>
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
