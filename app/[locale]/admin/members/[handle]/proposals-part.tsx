import { FoldedReason } from "@/components/folded-reason";
import { roleName } from "@/components/members/member-facts";
import { type FormFields, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { FactList } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { can } from "@/lib/core/policy";
import { localePath } from "@/lib/i18n/locales";
import type { RoleProposal } from "@/lib/members";
import type { MemberProps } from "./member-parts";

export interface ProposalsProps extends MemberProps {
  proposals: readonly RoleProposal[];
  confirmed: FormFields;
  refused: FormFields;
}

/** Roles that an administrator proposed for this member, for another one to confirm or refuse. */
export function ProposalsPart(props: ProposalsProps) {
  const { t, proposals } = props;
  if (proposals.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="waiting-roles">
      <h3 id="waiting-roles">{t("admin.proposal.waiting")}</h3>
      {proposals.map((proposal) => (
        <Proposal key={proposal.id} {...props} proposal={proposal} />
      ))}
    </section>
  );
}

function Proposal(props: ProposalsProps & { proposal: RoleProposal }) {
  const { t, locale, member, actor, proposal } = props;
  const { role, country, isGiven, proposedBy, proposerName, proposedAt, lapsesAt, reason } = proposal;
  const mayConfirm = can(actor, "role.confirm", { memberId: member.id, proposedBy });
  const isOwn = can(actor, "role.withdraw", { proposedBy });
  return (
    <div className="stack g3">
      <div className="narrow">
        <FactList
          facts={[
            { term: t("admin.members.role"), value: <strong>{roleName(t, locale, role, country)}</strong> },
            {
              term: t("admin.proposal.change"),
              value: t(isGiven ? "admin.member.give" : "admin.member.takeRole"),
            },
            { term: t("admin.proposal.by"), value: <bdi>{proposerName}</bdi> },
            { term: t("admin.proposal.at"), value: <Time at={proposedAt} locale={locale} /> },
            { term: t("admin.reset.reason"), value: <bdi>{reason}</bdi> },
            { term: t("admin.proposal.lapses"), value: <Time at={lapsesAt} locale={locale} isDayOnly /> },
          ]}
        />
      </div>
      {mayConfirm ? null : <p className="dim">{t("admin.proposal.another")}</p>}
      {mayConfirm ? <Decide {...props} /> : isOwn ? <Withdraw {...props} /> : null}
    </div>
  );
}

/** A role is confirmed only for an active member, but can be removed from any member. */
function Decide(props: ProposalsProps & { proposal: RoleProposal }) {
  const { t, locale, member, path, proposal, confirmed } = props;
  const mayConfirm = member.state === "active" || !proposal.isGiven;
  const isConfirmed = confirmed.value("proposalId") === proposal.id;
  return (
    <>
      {mayConfirm ? (
        <PostForm
          t={t}
          name="confirm"
          action={localePath(locale, path)}
          fields={isConfirmed ? confirmed : undefined}
          hidden={{ proposalId: proposal.id }}
          className="row"
        >
          <Button>
            {t("admin.proposal.confirm")}
            <OfRole {...props} />
          </Button>
        </PostForm>
      ) : null}
      <Refuse {...props} />
    </>
  );
}

/** The role that a button applies to, for screen readers only. */
function OfRole({ t, locale, proposal }: ProposalsProps & { proposal: RoleProposal }) {
  return <span className="vh"> {roleName(t, locale, proposal.role, proposal.country)}</span>;
}

/** The form to refuse, with a reason. */
function Refuse(props: ProposalsProps & { proposal: RoleProposal }) {
  const { t, locale, path, proposal, refused } = props;
  const isBack = refused.value("proposalId") === proposal.id;
  return (
    <FoldedReason
      t={t}
      name="decline"
      action={localePath(locale, path)}
      step={
        <>
          {t("admin.proposal.refuse")}
          <OfRole {...props} />
        </>
      }
      fields={isBack ? refused : undefined}
      hidden={{ proposalId: proposal.id }}
      reason={{
        name: "refusalReason",
        id: `why-not-${proposal.id}`,
        label: t("admin.proposal.refusalReason"),
        hint: t("admin.proposal.refusalHint"),
        value: isBack ? refused.value("refusalReason") : "",
      }}
    />
  );
}

function Withdraw(props: ProposalsProps & { proposal: RoleProposal }) {
  const { t, locale, path, proposal } = props;
  return (
    <PostForm
      t={t}
      name="withdraw"
      action={localePath(locale, path)}
      hidden={{ proposalId: proposal.id }}
      className="row"
    >
      <Button>
        {t("admin.proposal.withdraw")}
        <OfRole {...props} />
      </Button>
    </PostForm>
  );
}
