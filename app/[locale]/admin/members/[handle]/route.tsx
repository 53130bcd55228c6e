import { z } from "zod";
import { ErrorsSummary } from "@/components/errors-summary";
import { SuspensionPart } from "@/components/members/suspension-part";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { endMemberSessions } from "@/lib/accounts";
import {
  approveFactorReset,
  listOpenFactorResets,
  refuseFactorReset,
  startFactorReset,
} from "@/lib/accounts/two-factor";
import { RequestFactorReset } from "@/lib/accounts/two-factor/model";
import { findBouncesOf } from "@/lib/bounces";
import { countSuspensions } from "@/lib/conduct";
import { SuspendMember } from "@/lib/conduct/model";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { withoutConflict } from "@/lib/core/form-state";
import {
  changeRole,
  confirmRole,
  findMemberForAdmin,
  hasConfirmerFor,
  listRoleProposals,
  refuseRole,
  reinstateMember,
  resendVerificationFor,
  suspendMember,
  takingNeedsSecond,
  withdrawRole,
} from "@/lib/members";
import { ChangeRole, Handle, OfMember } from "@/lib/members/model";
import { OfProposal, RefuseRole } from "@/lib/members/proposals/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "../../admin-frame";
import { BouncesPart } from "./bounces-part";
import { AccessPart, MemberSummary } from "./member-parts";
import { ResetPart } from "./reset-part";
import { RolesPart } from "./roles-part";

const Params = z.object({ handle: Handle });
const DONE = [
  "role",
  "role-alone",
  "role-proposed",
  "take-proposed",
  "role-confirmed",
  "take-confirmed",
  "role-refused",
  "role-withdrawn",
  "suspended",
  "reinstated",
  "sessions",
  "resent",
  "reset-started",
  "reset-approved",
  "reset-done",
  "reset-refused",
] as const;

/** A member as administrators see them, with every action available to them. */
const view = {
  params: Params,
  allows: isAdministrator,
  async render({ handle }, { locale, t, form: sent, search, actor }) {
    const { form, clash } = withoutConflict(sent);
    const found = await findMemberForAdmin(actor, handle);
    if (!found) throw new DomainError("not_found", "member");
    const [[reset], roles, bounces, before] = await Promise.all([
      listOpenFactorResets(actor, found.id),
      findRoleChanges(actor, found.id),
      findBouncesOf(actor, found.id),
      countSuspensions(actor, found.id),
    ]);
    const name = found.state === "erased" ? t("common.formerMember") : found.displayName;
    const done = DONE.find((one) => one === search.get("done"));
    const shared = { t, locale, member: found, actor, path: `${ADMIN_PLACES.members}/${handle}` };
    return {
      title: name,
      crumbs: adminCrumbs(t, { href: ADMIN_PLACES.members, label: t("admin.nav.members") }, { label: name }),
      body: (
        <>
          {done && form.name === null ? <Outcome>{t(`admin.member.done.${done}`)}</Outcome> : null}
          <AdminFrame
            t={t}
            locale={locale}
            place="members"
            title={<bdi>{name}</bdi>}
            sub={<bdi>{found.email}</bdi>}
          >
            <ErrorsSummary t={t} problems={{ errors: {}, error: clash }} labels={{}} />
            <MemberSummary {...shared} />
            {found.state === "erased" ? null : (
              <>
                <RolesPart
                  {...shared}
                  {...roles}
                  fields={fieldsOf(t, form, "role")}
                  taken={fieldsOf(t, form, "take")}
                  confirmed={fieldsOf(t, form, "confirm")}
                  refused={fieldsOf(t, form, "decline")}
                />
                <AccessPart {...shared} />
                {bounces ? <BouncesPart t={t} locale={locale} state={bounces} /> : null}
                <ResetPart
                  {...shared}
                  reset={reset ?? null}
                  fields={fieldsOf(t, form, "reset")}
                  decided={fieldsOf(t, form, "approve")}
                />
                <SuspensionPart
                  {...shared}
                  fields={fieldsOf(t, form, "suspend")}
                  reinstated={fieldsOf(t, form, "reinstate")}
                  before={before}
                />
              </>
            )}
          </AdminFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof Params, z.ZodObject>;

/** Returns the pending changes of a member's roles, and who a change of them needs. */
async function findRoleChanges(actor: Actor, memberId: string) {
  const [proposals, hasConfirmer, takesTwo] = await Promise.all([
    listRoleProposals(actor, memberId),
    hasConfirmerFor(actor, memberId),
    takingNeedsSecond(actor, memberId),
  ]);
  return { proposals, hasConfirmer, takesTwo };
}

export const GET = screen(view);

const OfReset = Params.extend({ factorResetId: z.uuid() });
const OfMemberId = Params.extend({ memberId: z.uuid() });
const DONE_OF = { changed: "role", proposed: "role-proposed", alone: "role-alone" } as const;
const back = (done: string) => (_result: unknown, at: { input: { handle: string } }) =>
  `${ADMIN_PLACES.members}/${at.input.handle}?done=${done}`;

export const POST = screenForm(view, {
  role: spec({
    act: "admin.member.give",
    schema: ChangeRole,
    command: changeRole,
    limit: "admin",
    done: ({ outcome }, { input }) => `${ADMIN_PLACES.members}/${input.handle}?done=${DONE_OF[outcome]}`,
  }),
  confirm: spec({
    act: "admin.proposal.confirm",
    schema: Params.extend(OfProposal.shape),
    command: confirmRole,
    limit: "admin",
    done: ({ isGiven }, { input }) =>
      `${ADMIN_PLACES.members}/${input.handle}?done=${isGiven ? "role-confirmed" : "take-confirmed"}`,
  }),
  decline: spec({
    schema: Params.extend(RefuseRole.shape),
    command: refuseRole,
    limit: "admin",
    done: back("role-refused"),
  }),
  withdraw: spec({
    schema: Params.extend(OfProposal.shape),
    command: withdrawRole,
    limit: "admin",
    done: back("role-withdrawn"),
  }),
  take: spec({
    act: "admin.member.take",
    schema: ChangeRole,
    command: changeRole,
    limit: "admin",
    done: ({ outcome }, { input }) =>
      `${ADMIN_PLACES.members}/${input.handle}?done=${outcome === "proposed" ? "take-proposed" : "role"}`,
  }),
  sessions: spec({
    schema: OfMemberId,
    command: endMemberSessions,
    limit: "admin",
    evenReadOnly: true,
    done: back("sessions"),
  }),
  resend: spec({ schema: OfMember, command: resendVerificationFor, limit: "admin", done: back("resent") }),
  suspend: spec({ schema: SuspendMember, command: suspendMember, limit: "admin", done: back("suspended") }),
  reinstate: spec({ schema: OfMember, command: reinstateMember, limit: "admin", done: back("reinstated") }),
  reset: spec({
    act: "admin.reset.start",
    schema: OfMemberId.extend(RequestFactorReset.shape),
    command: startFactorReset,
    limit: "admin",
    done: back("reset-started"),
  }),
  approve: spec({
    act: "admin.reset.approve",
    schema: OfReset,
    command: approveFactorReset,
    limit: "admin",
    done: ({ isComplete }, { input }) =>
      `${ADMIN_PLACES.members}/${input.handle}?done=${isComplete ? "reset-done" : "reset-approved"}`,
  }),
  refuse: spec({ schema: OfReset, command: refuseFactorReset, limit: "admin", done: back("reset-refused") }),
});
