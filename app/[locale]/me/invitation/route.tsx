import { z } from "zod";
import { InvitationFacts } from "@/app/[locale]/join/invitation/invitation-view";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { withQuery } from "@/components/with-query";
import { linkToken } from "@/lib/core/form-state";
import { localePath } from "@/lib/i18n/locales";
import { acceptAsMember, findInvitationFor } from "@/lib/members/invitations";
import { AnswerInvitation } from "@/lib/members/invitations/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { meCrumbs } from "../me-frame";

const NoParams = z.object({});
const Query = z.object({
  token: z.string().max(200).optional(),
  done: z.enum(["accepted"]).optional().catch(undefined),
});

/**
 * Accepts an invitation with the account of its address. Visitors sign in first; the secret is in the address of
 * the form, since a form that waits for sign-in keeps no secrets.
 */
const view = {
  params: NoParams,
  query: Query,
  async render({ token, done }, { locale, t, form: sent, actor }) {
    const text = linkToken(token, sent);
    const found = done ? null : await findInvitationFor(actor, text);
    const isDead = !done && !found;
    const title = t(isDead ? "invitations.page.deadTitle" : "invitations.page.title");
    return {
      title,
      status: isDead ? 410 : undefined,
      crumbs: meCrumbs(t, title),
      body: (
        <>
          <PageHead
            title={title}
            sub={isDead ? t("invitations.page.dead") : <bdi>{actor.displayName}</bdi>}
          />
          <div className="wrap body stack narrow">
            {done ? (
              <Note kind="ok" icon="check" role="status">
                {t("invitations.page.accepted")}
              </Note>
            ) : null}
            {found ? <InvitationFacts t={t} locale={locale} invitation={found} /> : null}
            {found && !found.isOwn ? <Note kind="warn">{t("invitations.page.other")}</Note> : null}
            {found?.isOwn ? (
              <PostForm
                t={t}
                name="accept"
                action={withQuery(localePath(locale, "/me/invitation"), { token: text })}
                fields={fieldsOf(t, sent, "accept")}
              >
                <div className="row">
                  <Button kind="pri" size="big">
                    {t("invitations.page.accept")}
                  </Button>
                </div>
              </PostForm>
            ) : null}
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof NoParams, typeof Query>;

export const GET = screen(view);

export const POST = screenForm(view, {
  accept: spec({
    schema: AnswerInvitation,
    limit: "account",
    command: acceptAsMember,
    done: () => "/me/invitation?done=accepted",
  }),
});
