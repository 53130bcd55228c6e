import { PLACES } from "@/components/shell/places";
import { Note } from "@/components/ui/note";
import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Person } from "@/lib/members/model";
import type { ChangesQuery } from "@/lib/profiles/reading/model";
import { choiceText } from "@/lib/text/choice";

/** The member whose changes are requested. */
export interface AskedMember {
  typed: string;
  /** The handle that the list is filtered by. */
  handle: string | undefined;
  name: string | null;
  /** Members of the directory with this name. */
  called: readonly Person[];
}

/** Returns the address of a list of changes. */
export function changesHref(locale: Locale, query: Partial<ChangesQuery>): string {
  return withQuery(localePath(locale, PLACES.changes), query);
}

/** Returns a member as the text of the form's field. */
export const askedText = (member: AskedMember | null) =>
  member?.name && member.handle ? choiceText(member.name, member.handle) : (member?.typed ?? "");

/** A note that no member has this name, or links to the changes of each who has. */
export function AskedMemberNote(props: {
  t: Translator;
  locale: Locale;
  query: ChangesQuery;
  member: AskedMember;
}) {
  const { t, locale, query, member } = props;
  if (member.name) return null;
  const said = { name: member.typed, count: member.called.length };
  if (member.called.length === 0)
    return (
      <Note kind="warn" icon="info">
        {t("profiles.changes.noMember", said)}
      </Note>
    );
  return (
    <Note kind="warn" icon="info">
      {t("profiles.changes.members", said)}
      <ul className="plain">
        {member.called.map(({ handle, name }) => (
          <li key={handle}>
            <a href={changesHref(locale, { ...query, member: handle, before: undefined, after: undefined })}>
              <bdi>{name}</bdi>
            </a>{" "}
            <span className="small dim" dir="ltr">
              @{handle}
            </span>
          </li>
        ))}
      </ul>
    </Note>
  );
}
