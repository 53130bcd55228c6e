import type { z } from "zod";
import { fieldsOf } from "@/components/post-form";
import { withQuery } from "@/components/with-query";
import type { Actor } from "@/lib/core/actor";
import type { FormState } from "@/lib/core/form-state";
import { checkInvitationList, inviteList, lookAtList, prepareList } from "@/lib/members/invitations";
import { InviteList } from "@/lib/members/invitations/list/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "../../admin-frame";
import { CheckedList } from "./checked-list";
import { ListForm } from "./list-form";
import { readList } from "./listed";

/** Invites many people: a pasted list is checked and shown as a table first. */
const view = {
  allows: isAdministrator,
  isLong: true,
  async render(_input, { locale, t, form, actor }) {
    const title = t("invitations.many.title");
    const checked = await findChecked(form, actor);
    // Both forms send the same fields; the list stays in its field beside the table.
    const { shown: _shown, ...sent } = form;
    const typed: FormState = form.name === null ? form : { ...sent, name: "check" };
    return {
      title,
      crumbs: adminCrumbs(
        t,
        { href: ADMIN_PLACES.invitations, label: t("admin.nav.invitations") },
        { label: title },
      ),
      body: (
        <AdminFrame t={t} locale={locale} place="invitations" title={title} sub={t("invitations.many.what")}>
          <ListForm t={t} locale={locale} fields={fieldsOf(t, typed, "check")} />
          {checked ? <CheckedList t={t} locale={locale} {...checked} /> : null}
        </AdminFrame>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

/** Reads the list that was sent, unless the form itself was filled in wrongly. */
async function findChecked(form: FormState, actor: Actor) {
  const input = InviteList.safeParse(form.values);
  if (form.name === null || !input.success) return null;
  return { input: input.data, people: await checkInvitationList(actor, readList(input.data)) };
}

export const GET = screen(view);

export const POST = screenForm(view, {
  check: spec({
    schema: InviteList,
    limit: "admin",
    command: lookAtList,
    done: () => ADMIN_PLACES.invitations,
    shows: () => ({ checked: "yes" }),
    keepsTyped: true,
  }),
  send: spec({
    act: "invitations.many.title",
    schema: InviteList,
    limit: "admin",
    prepare: (input, { actor }) => prepareList(actor, { people: readList(input), reason: input.reason }),
    command: inviteList,
    done: ({ count }) => withQuery(ADMIN_PLACES.invitations, { done: "listed", count: String(count) }),
  }),
});
