import { z } from "zod";
import { fieldsOf } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { PageHead } from "@/components/ui/heading";
import { linkToken } from "@/lib/core/form-state";
import { localePath } from "@/lib/i18n/locales";
import { acceptInvitation, findInvitation, prepareAcceptance } from "@/lib/members/invitations";
import { AcceptInvitation } from "@/lib/members/invitations/model";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import { browserOf, leadIn } from "@/lib/web/sign-in/sign-in";
import type { DocumentView } from "@/lib/web/view";
import { InvitationView } from "./invitation-view";

const NoParams = z.object({});
const Query = z.object({ token: z.string().max(200).optional() });

/**
 * An invitation, opened by the link in its mail: to accept with a new account or with an existing one, or to
 * decline. It is the same whether the address has an account.
 */
const view = {
  query: Query,
  isStored: false,
  async render({ token }, { locale, t, form: sent }) {
    const text = linkToken(token, sent);
    const found = await findInvitation(text);
    const title = t(found ? "invitations.page.title" : "invitations.page.deadTitle");
    return {
      title,
      robots: "noindex",
      alternates: false,
      status: found ? undefined : 410,
      crumbs: [{ href: "/join", label: t("accounts.join.title") }, { label: title }],
      body: (
        <>
          <PageHead title={title} sub={found ? undefined : t("invitations.page.dead")} />
          <div className="wrap body stack narrow">
            {found ? (
              <InvitationView
                t={t}
                locale={locale}
                token={text}
                invitation={found}
                fields={fieldsOf(t, sent, "accept")}
              />
            ) : (
              <a href={localePath(locale, PLACES.join)}>{t("accounts.join.title")}</a>
            )}
          </div>
        </>
      ),
    };
  },
} satisfies DocumentView<typeof NoParams, typeof Query>;

export const GET = document(view);

export const POST = form(view, {
  accept: spec({
    schema: AcceptInvitation,
    limit: "spend-token",
    prepare: (input, { request, locale }) =>
      prepareAcceptance(input, { browser: browserOf(request), locale }),
    command: acceptInvitation,
    // A focal point's role needs a second factor, which is set up next.
    done: ({ started, role }, { request }) =>
      leadIn(started, role === "member" ? PLACES.welcome : "/me/security?needs=two-factor", request),
  }),
});
