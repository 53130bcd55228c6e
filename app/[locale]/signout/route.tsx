import { z } from "zod";
import { PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { signOut } from "@/lib/accounts";
import { localePath } from "@/lib/i18n/locales";
import { expireSessionCookies } from "@/lib/web/cookies";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import type { DocumentView } from "@/lib/web/view";

/** Signing out needs a button, here or in the account's menu: a link, which other sites could place, does nothing. */
const view = {
  async render(_input, { locale, t }) {
    const title = t("accounts.in.outTitle");
    return {
      title,
      robots: "noindex",
      crumbs: [{ label: title }],
      body: (
        <>
          <PageHead title={title} sub={t("accounts.in.out")} />
          <div className="wrap body">
            <PostForm t={t} name="out" action={localePath(locale, "/signout")}>
              <div className="row">
                <Button kind="pri">{t("accounts.in.outButton")}</Button>
              </div>
            </PostForm>
          </div>
        </>
      ),
    };
  },
} satisfies DocumentView<z.ZodObject, z.ZodObject>;

export const GET = document(view);

export const POST = form(view, {
  out: spec({
    schema: z.object({}),
    limit: "sign-out",
    command: signOut,
    done: () => ({ to: "/signin?done=signed-out", setCookie: expireSessionCookies() }),
    evenReadOnly: true,
    isAnyones: true,
  }),
});
