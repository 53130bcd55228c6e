import { ConfidenceTag } from "@/components/content/doubt";
import { articleText } from "@/components/content/field-value";
import { profileHref } from "@/components/profiles/addresses";
import { BITES, type Bite } from "@/lib/cooperation/route/model";
import { listText } from "@/lib/i18n/lists";
import { leastSure } from "@/lib/revisions/doubt";
import type { PlanProps } from "./plan-props";

/** What reservations and declarations change, with their articles, which lead to the texts. */
export function RouteBites({ bites, ...props }: PlanProps & { bites: readonly Bite[] }) {
  const groups = BITES.flatMap((bite) =>
    (["to", "from"] as const).map((side) => bites.filter((one) => one.bite === bite && one.side === side)),
  ).filter((group) => group.length > 0);
  return (
    <ul className="plain stack g2">
      {groups.map((group) => (
        <li key={`${group[0]?.bite}-${group[0]?.side}`}>
          <Group {...props} group={group} />
        </li>
      ))}
    </ul>
  );
}

function Group({ t, locale, group, ...countries }: PlanProps & { group: readonly Bite[] }) {
  const [first] = group;
  if (!first) return null;
  const { slug, names } = countries[first.side];
  const articles = [...new Set(group.flatMap(({ declaration }) => declaration.articles))];
  return (
    <>
      {t(`cooperation.route.bite.${first.bite}`, { country: names[locale] })}
      {articles.length > 0 ? (
        <>
          <br />
          <a href={profileHref(locale, slug, "#treaty-status")}>
            {listText(
              articles.map((one) => articleText(one, t)),
              locale,
            )}
          </a>
        </>
      ) : null}{" "}
      <ConfidenceTag value={leastSure(group.map(({ declaration }) => declaration.confidence))} t={t} />
    </>
  );
}
