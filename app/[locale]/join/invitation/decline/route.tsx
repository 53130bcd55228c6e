import { z } from "zod";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { linkToken } from "@/lib/core/form-state";
import { declineInvitation, findInvitation } from "@/lib/members/invitations";
import { AnswerInvitation } from "@/lib/members/invitations/model";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import type { DocumentView } from "@/lib/web/view";
import { Decline } from "../invitation-view";

const NoParams = z.object({});
const Query = z.object({ token: z.string().max(200).optional() });

/**
 * Declines an invitation by a button, because mail scanners follow links. Mail programs post here themselves
 * (RFC 8058), so the answer is the page itself.
 */
const view = {
  query: Query,
  isStored: false,
  async render({ token }, { locale, t, form: sent }) {
    const text = linkToken(token, sent);
    const isDone = sent.shown !== undefined;
    const found = isDone ? null : await findInvitation(text);
    const isDead = !isDone && !found;
    const title = t(isDead ? "invitations.page.deadTitle" : "invitations.page.no");
    return {
      title,
      robots: "noindex",
      alternates: false,
      status: isDead ? 410 : undefined,
      crumbs: [{ label: title }],
      body: (
        <>
          <PageHead title={title} sub={isDead ? t("invitations.page.dead") : undefined} />
          <div className="wrap body stack narrow">
            {isDone ? (
              <Note kind="ok" icon="check" role="status">
                {t("invitations.page.declined")}
              </Note>
            ) : null}
            {found ? <Decline t={t} locale={locale} token={text} /> : null}
          </div>
        </>
      ),
    };
  },
} satisfies DocumentView<typeof NoParams, typeof Query>;

export const GET = document(view);

export const POST = form(view, {
  decline: spec({
    schema: AnswerInvitation,
    limit: "unsubscribe",
    command: declineInvitation,
    done: () => "/",
    shows: () => ({ declined: "yes" }),
  }),
});
