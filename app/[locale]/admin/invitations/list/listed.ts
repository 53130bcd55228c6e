import { roleName } from "@/components/members/member-facts";
import { LOCALES } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { type InviteList, type ListedPerson, readInvitationList } from "@/lib/members/invitations/list/model";
import { type InvitedRole, LISTED_ROLES } from "@/lib/members/invitations/model";
import { foldedName } from "@/lib/text/folded-name";

/** Returns a role by its name in a language of the site, written as `foldedName` writes it. */
function roleOf(name: string): InvitedRole | null {
  const isNamed = (role: InvitedRole) =>
    LOCALES.some((locale) => foldedName(roleName(translator(locale), locale, role)) === name);
  return LISTED_ROLES.find(isNamed) ?? null;
}

/** Reads a pasted list of people. */
export const readList = (input: InviteList): ListedPerson[] => readInvitationList(input, roleOf);
