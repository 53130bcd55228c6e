import { changesFeedLink } from "@/components/profiles/changes-feed";
import { scope } from "@/lib/core/versions";
import { findByHandle, findCalled } from "@/lib/members";
import { Handle } from "@/lib/members/model";
import { handlesOf } from "@/lib/pages/model";
import { ChangesPageQuery, type ChangesQuery, listChanges, listProfileNames } from "@/lib/profiles/reading";
import { keyOfChoice } from "@/lib/text/choice";
import { document } from "@/lib/web/pages/document";
import { unreadChanges } from "../filters";
import { type AskedMember, changesHref } from "./asked-member";
import { ChangesView } from "./changes-view";

const isHandle = (text: string) => Handle.safeParse(text).success;

/** Recent changes to all profiles, newest first. */
export const GET = document({
  query: ChangesPageQuery,
  scopes: () => [scope.changes],
  // Not stored: "the last seven days" change with time, which makes nothing stale; "since my last visit" is
  // for one person; and there is no limit to the names that people type.
  isStored: ({ days, since, member }) =>
    days === undefined && since === undefined && (member === undefined || isHandle(member)),
  async render(asked, { locale, t, search }) {
    const member = await findAsked(asked.member);
    const query: ChangesQuery = { ...asked, member: member?.handle };
    // The address of a list names a member by handle only.
    if (member?.handle && member.handle !== asked.member)
      return { to: changesHref(locale, query), status: 303 };
    const unread = unreadChanges(search, asked);
    const [changes, countries] = await Promise.all([listChanges(query), listProfileNames()]);
    return {
      title: t("profiles.changes.title"),
      description: t("profiles.changes.sub"),
      current: "changes",
      ...(unread.length > 0 || (member && !member.handle) ? { robots: "noindex" as const } : {}),
      crumbs: [{ label: t("profiles.changes.title") }],
      feeds: [changesFeedLink(t, locale, query)],
      scopes: [
        ...handlesOf(changes.rows.map((change) => change.author)).map(scope.member),
        ...(member?.handle ? [scope.member(member.handle)] : []),
        ...(member && !member.name ? [scope.members] : []),
      ],
      body: <ChangesView {...{ t, locale, query, member, changes, countries, unread }} />,
    };
  },
});

/** Returns the member that typed or chosen text means. A handle without an active member is used as it is. */
async function findAsked(typed: string | undefined): Promise<AskedMember | null> {
  if (typed === undefined) return null;
  const key = keyOfChoice(typed).replace(/^@/, "");
  const known = isHandle(key) ? await findByHandle(key) : null;
  if (known) return { typed, handle: known.handle, name: known.name, called: [] };
  const called = await findCalled(typed);
  const [only] = called;
  if (only && called.length === 1) return { typed, handle: only.handle, name: only.name, called };
  return { typed, handle: called.length === 0 && isHandle(key) ? key : undefined, name: null, called };
}
