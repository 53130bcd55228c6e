import { and, eq } from "drizzle-orm";
import { member, roleProposal } from "@/db/schema/accounts";
import { findBounces } from "@/lib/bounces";
import { can } from "@/lib/core/policy";
import { countryName } from "@/lib/i18n/country-names";
import { message } from "@/lib/i18n/translator";
import { type Describe, type NewsKinds, NO_WORDS } from "@/lib/notices";
import { isolateBidi } from "@/lib/notices/model";
import { PROPOSAL_DAYS } from "./proposals/model";

/** A role the reader proposed that nobody confirmed in time; former administrators see nothing of members. */
const describeLapsedRole: Describe = async (reader, row, on) => {
  if (!can(reader, "member.administer")) return null;
  const [found] = await on
    .select({
      name: member.displayName,
      handle: member.handle,
      state: member.state,
      role: roleProposal.role,
      country: roleProposal.country,
      isGiven: roleProposal.isGiven,
    })
    .from(roleProposal)
    .innerJoin(member, eq(member.id, roleProposal.memberId))
    .where(
      and(
        eq(roleProposal.id, row.key),
        eq(roleProposal.proposedBy, reader.id),
        eq(roleProposal.outcome, "lapsed"),
      ),
    );
  if (!found || found.state === "erased") return null;
  const { name, handle, role, country, isGiven } = found;
  return {
    what: "news",
    news: "role.lapsed",
    words(t, locale) {
      const alone = message(t, `members.role.${role}`);
      return {
        ...NO_WORDS,
        title:
          country === ""
            ? alone
            : t("members.roleOf", { role: alone, country: countryName(country, locale) }),
        said: t(isGiven ? "watching.told.role.lapsed" : "watching.told.role.lapsedTake", {
          name: isolateBidi(name),
          days: PROPOSAL_DAYS,
        }),
        path: `/admin/members/${handle}`,
      };
    },
  };
};

/** Notifications that are no longer mailed; nothing once they are. */
const describeStopped: Describe = async (reader, _row, on) => {
  const state = await findBounces(reader, on);
  if (!state?.stoppedAt) return null;
  const { email } = state;
  return {
    what: "news",
    news: "bounce.stopped",
    words: (t) => ({
      ...NO_WORDS,
      title: t("me.bounces.stopped"),
      said: t("watching.told.bounce.stopped", { email: isolateBidi(email) }),
      path: "/me/notifications",
    }),
  };
};

export const MEMBER_NEWS: NewsKinds = {
  "role.lapsed": describeLapsedRole,
  "bounce.stopped": describeStopped,
};
