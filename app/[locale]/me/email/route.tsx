import { z } from "zod";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { confirmEmailChange, findEmailLink, undoEmailChange } from "@/lib/accounts";
import { TokenText } from "@/lib/accounts/model";
import { linkToken } from "@/lib/core/form-state";
import { localePath } from "@/lib/i18n/locales";
import { expireSessionCookies } from "@/lib/web/cookies";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import type { DocumentView } from "@/lib/web/view";

const NoParams = z.object({});
const Query = z.object({ token: z.string().max(200).optional(), done: z.enum(["changed"]).optional() });

/**
 * Confirms a new address, or reverts the change from the old one: the link says which, and a button does it.
 * Reverting needs no session, so this is a document; a new address is confirmed by the account that requested
 * it, which may have to sign in.
 */
const view = {
  query: Query,
  isStored: false,
  async render({ token, done }, { locale, t, form: sent }) {
    const text = linkToken(token, sent);
    const link = text === "" ? null : await findEmailLink(text);
    const page = { robots: "noindex", alternates: false } as const;
    if (!link) {
      const isDone = done === "changed" && text === "";
      const title = t(isDone ? "accounts.address.changedTitle" : "accounts.address.deadTitle");
      const security = <a href={localePath(locale, "/me/security")}>{t("accounts.address.security")}</a>;
      return {
        ...page,
        title,
        status: isDone ? undefined : 410,
        crumbs: [{ label: title }],
        body: (
          <>
            <PageHead title={title} sub={t(isDone ? "accounts.address.changed" : "accounts.address.dead")} />
            <div className="wrap body">{security}</div>
          </>
        ),
      };
    }
    const kind = link.kind === "email-change" ? "change" : "undo";
    const title = t(`accounts.address.${kind}Title`);
    return {
      ...page,
      title,
      crumbs: [{ label: title }],
      body: (
        <>
          <PageHead title={title} sub={t(`accounts.address.${kind}`, { email: link.email })} />
          <div className="wrap body">
            <PostForm
              t={t}
              name={kind}
              action={localePath(locale, "/me/email")}
              fields={fieldsOf(t, sent, kind)}
              hidden={{ token: text }}
            >
              <div className="row">
                <Button kind="pri" size="big">
                  {t(`accounts.address.${kind}Button`)}
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
  change: spec({
    schema: z.object({ token: TokenText }),
    limit: "spend-token",
    command: confirmEmailChange,
    done: (result, { input }) =>
      result.is === "changed"
        ? "/me/email?done=changed"
        : `/signin?next=${encodeURIComponent(`/me/email?token=${encodeURIComponent(input.token)}`)}&problem=address_first`,
  }),
  undo: spec({
    schema: z.object({ token: TokenText }),
    limit: "spend-token",
    command: undoEmailChange,
    done: () => ({ to: "/signin?done=undone", setCookie: expireSessionCookies() }),
  }),
});
