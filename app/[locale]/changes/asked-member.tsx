import { PLACES } from "@/components/shell/places";
import { Note } from "@/components/ui/note";
import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Person } from "@/lib/members/model";
import type { ChangesQuery } from "@/lib/profiles/reading/model";
import { choiceText } from "@/lib/text/choice";

/** Whose changes are asked for. */
export interface AskedMember {
  typed: string;
  /** By whom the list is narrowed. */
  handle: string | undefined;
  name: string | null;
  /** Members of the directory who are called so. */
  called: readonly Person[];
}

/** The address of a list of changes. */
export function changesHref(locale: Locale, query: Partial<ChangesQuery>): string {
  return withQuery(localePath(locale, PLACES.changes), query);
}

/** A member as the field of the form holds one. */
export const askedText = (member: AskedMember | null) =>
  member?.name && member.handle ? choiceText(member.name, member.handle) : (member?.typed ?? "");

/** Says that nobody is called so, or who they are, each with the list of their changes. */
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
