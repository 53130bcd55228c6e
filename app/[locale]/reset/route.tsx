import { z } from "zod";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { PasswordField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/heading";
import { isResetLinkGood, prepareReset, resetPassword } from "@/lib/accounts";
import { ResetPassword } from "@/lib/accounts/model";
import { linkToken } from "@/lib/core/form-state";
import { localePath } from "@/lib/i18n/locales";
import { expireSessionCookies } from "@/lib/web/cookies";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import { deviceCookie } from "@/lib/web/sealed-cookie";
import { browserOf } from "@/lib/web/sign-in/sign-in";
import type { DocumentView } from "@/lib/web/view";

const NoParams = z.object({});
const Query = z.object({ token: z.string().max(200).optional() });

/**
 * Sets a new password through a link: a member's, or the first administrator's. A button uses the link, not
 * the visit.
 */
const view = {
  query: Query,
  isStored: false,
  async render({ token }, { locale, t, form: sent }) {
    const text = linkToken(token, sent);
    const isGood = text !== "" && (await isResetLinkGood(text));
    const fields = fieldsOf(t, sent, "reset");
    const title = t(isGood ? "accounts.reset.title" : "accounts.reset.deadTitle");
    const label = t("accounts.reset.password");
    return {
      title,
      robots: "noindex",
      alternates: false,
      status: isGood ? undefined : 410,
      crumbs: [{ href: "/signin", label: t("accounts.in.title") }, { label: title }],
      body: (
        <>
          <PageHead title={title} sub={t(isGood ? "accounts.reset.lead" : "accounts.reset.dead")} />
          <div className="wrap body stack narrow">
            {isGood ? (
              <PostForm
                t={t}
                name="reset"
                action={localePath(locale, "/reset")}
                fields={fields}
                labels={{ password: label }}
                hidden={{ token: text }}
              >
                <PasswordField
                  name="password"
                  label={label}
                  hint={t("accounts.join.passwordHint")}
                  errors={fields.errors("password")}
                  autoComplete="new-password"
                  t={t}
                  isBig
                  required
                />
                <div className="row">
                  <Button kind="pri" size="big">
                    {t("accounts.reset.button")}
                  </Button>
                </div>
              </PostForm>
            ) : (
              <a href={localePath(locale, "/forgot")}>{t("accounts.reset.again")}</a>
            )}
          </div>
        </>
      ),
    };
  },
} satisfies DocumentView<typeof NoParams, typeof Query>;

export const GET = document(view);

export const POST = form(view, {
  reset: spec({
    schema: ResetPassword,
    limit: "spend-token",
    prepare: (input, { request }) => prepareReset(input, browserOf(request)),
    command: resetPassword,
    done: ({ deviceToken, isFirst }) => ({
      to: isFirst ? "/signin?done=reset&next=%2Fadmin%2Fsetup" : "/signin?done=reset",
      setCookie: [deviceCookie(deviceToken), ...expireSessionCookies()],
    }),
  }),
});
