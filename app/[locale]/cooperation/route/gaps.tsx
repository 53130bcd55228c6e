import { articlePlace } from "@/components/legal/article-name";
import { profileHref } from "@/components/profiles/addresses";
import { Section } from "@/components/ui/heading";
import type { Gap } from "@/lib/cooperation/route/plan";
import type { PlanProps } from "./plan-props";

/** What would make the plan surer, each with the form where it can be added. */
export function Gaps(props: PlanProps) {
  const { t, plan } = props;
  return (
    <Section id="gaps" title={t("cooperation.route.gaps")}>
      <ul className="stack g2">
        {plan.gaps.map((gap) => (
          <li key={`${gap.what}-${gap.side}-${gap.article}`}>
            <OneGap {...props} gap={gap} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function OneGap({ t, locale, gap, ...countries }: PlanProps & { gap: Gap }) {
  const { what, side, article } = gap;
  const { slug, names } = countries[side];
  const country = names[locale];
  const linkTo = (section: string) => (words: React.ReactNode) => (
    <a href={profileHref(locale, slug, `/edit/${section}`)} rel="nofollow">
      {words}
    </a>
  );
  if (what === "agreements") return t("cooperation.route.gap.agreements");
  if (what === "authority" && article !== null) {
    const key = side === "from" ? "authorityFrom" : "authorityTo";
    return t.rich(`cooperation.route.gap.${key}`, {
      country,
      article: articlePlace(t, article),
      a: linkTo("authorities"),
    });
  }
  if (what === "authority") return null;
  return t.rich(`cooperation.route.gap.${what}`, { country, a: linkTo("cooperation-rules") });
}
