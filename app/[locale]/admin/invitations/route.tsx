import { z } from "zod";
import { Outcome } from "@/components/outcome";
import { Pager } from "@/components/pager";
import { fieldsOf } from "@/components/post-form";
import { Empty } from "@/components/ui/empty";
import { Section } from "@/components/ui/heading";
import { withQuery } from "@/components/with-query";
import { localePath } from "@/lib/i18n/locales";
import {
  InvitationsQuery,
  inviteMember,
  listInvitations,
  prepareInvitation,
  prepareResend,
  resendInvitation,
  withdrawInvitation,
} from "@/lib/members/invitations";
import { INVITED_ROLES, Invite, OfInvitation } from "@/lib/members/invitations/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "../admin-frame";
import { InvitationForm } from "./invitation-form";
import { InvitationsTable } from "./invitations-table";
import { listHref } from "./list/addresses";

const DONE = ["made", "resent", "withdrawn"] as const;
const NoParams = z.object({});
/** `as`: the role that the form starts with. */
const Query = InvitationsQuery.extend({ as: z.enum(INVITED_ROLES).default("member").catch("member") });

/** Invites people by mail, and lists the invitations with their states. */
const view = {
  params: NoParams,
  query: Query,
  allows: isAdministrator,
  async render({ as: role, ...query }, { locale, t, form, search, actor }) {
    const found = await listInvitations(actor, query);
    const title = t("admin.nav.invitations");
    const done = DONE.find((one) => one === search.get("done"));
    const listed =
      search.get("done") === "listed" ? Number.parseInt(search.get("count") ?? "", 10) || 0 : null;
    const place = (at: Record<string, string>) => withQuery(localePath(locale, ADMIN_PLACES.invitations), at);
    return {
      title,
      crumbs: adminCrumbs(t, { label: title }),
      body: (
        <>
          {done && form.name === null ? <Outcome>{t(`invitations.done.${done}`)}</Outcome> : null}
          {listed !== null && form.name === null ? (
            <Outcome>{t("invitations.many.done", { count: listed })}</Outcome>
          ) : null}
          <AdminFrame t={t} locale={locale} place="invitations" title={title} sub={t("invitations.sub")}>
            <InvitationForm t={t} locale={locale} fields={fieldsOf(t, form, "invite")} role={role} />
            <p>
              <a href={listHref(locale)}>{t("invitations.many.fromList")}</a>
            </p>
            <Section id="invitations" title={t("invitations.list", { count: found.total })}>
              {found.rows.length === 0 ? (
                <Empty>{t("invitations.none")}</Empty>
              ) : (
                <InvitationsTable t={t} locale={locale} rows={found.rows} />
              )}
              <Pager
                t={t}
                label={t("invitations.pages")}
                previous={found.previous ? place({ before: found.previous }) : null}
                next={found.next ? place({ after: found.next }) : null}
              />
            </Section>
          </AdminFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof NoParams, typeof Query>;

export const GET = screen(view);

const done = (name: (typeof DONE)[number]) => () => `${ADMIN_PLACES.invitations}?done=${name}`;

export const POST = screenForm(view, {
  invite: spec({
    act: "invitations.send",
    schema: Invite,
    limit: "admin",
    prepare: (input, { actor }) => prepareInvitation(actor, input),
    command: inviteMember,
    done: done("made"),
  }),
  resend: spec({
    act: "invitations.resend",
    schema: OfInvitation,
    limit: "admin",
    prepare: (input, { actor }) => prepareResend(actor, input),
    command: resendInvitation,
    done: done("resent"),
  }),
  withdraw: spec({
    schema: OfInvitation,
    limit: "admin",
    command: withdrawInvitation,
    done: done("withdrawn"),
  }),
});
