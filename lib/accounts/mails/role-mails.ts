import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import { member, roleGrant, roleProposal } from "@/db/schema/accounts";
import { countryName } from "@/lib/i18n/country-names";
import { message } from "@/lib/i18n/translator";
import { findReader, writeTo } from "./write";

const NAMES = {
  give: { confirmed: "roleConfirmed", refused: "roleRefused" },
  take: { confirmed: "takingConfirmed", refused: "takingRefused" },
} as const;

/** Notifies the administrator who proposed a role of the decision, with the reason of a refusal. */
export async function mailRoleDecided({ proposalId }: { proposalId: string }): Promise<void> {
  const decider = alias(member, "decider");
  const [row] = await db()
    .select({
      proposedBy: roleProposal.proposedBy,
      role: roleProposal.role,
      country: roleProposal.country,
      isGiven: roleProposal.isGiven,
      outcome: roleProposal.outcome,
      reason: roleProposal.decisionReason,
      handle: member.handle,
      name: member.displayName,
      by: decider.displayName,
    })
    .from(roleProposal)
    .innerJoin(member, eq(member.id, roleProposal.memberId))
    .innerJoin(decider, eq(decider.id, roleProposal.decidedBy))
    // Former administrators get no mail about other members.
    .innerJoin(
      roleGrant,
      and(eq(roleGrant.memberId, roleProposal.proposedBy), eq(roleGrant.role, "administrator")),
    )
    .where(eq(roleProposal.id, proposalId));
  if (row?.outcome !== "confirmed" && row?.outcome !== "refused") return;
  const reader = await findReader(row.proposedBy, ["active"]);
  if (!reader) return;
  const { t, locale } = reader;
  const name = message(t, `members.role.${row.role}`);
  const role =
    row.country === ""
      ? name
      : t("members.roleOf", { role: name, country: countryName(row.country, locale) });
  await writeTo(reader, {
    name: NAMES[row.isGiven ? "give" : "take"][row.outcome],
    path: `/admin/members/${row.handle}`,
    action: t("mail.rolePage"),
    values: { role, member: row.name, by: row.by },
    more: row.reason ? [t("mail.reason", { reason: row.reason })] : [],
  });
}
