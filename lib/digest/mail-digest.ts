import { topicPath } from "@/lib/discussions/areas/model";
import { listText } from "@/lib/i18n/lists";
import { formatter, message } from "@/lib/i18n/translator";
import type { LetterItem } from "@/lib/mail/letter";
import type { ReportTools, ReportWords, WeeklyReport } from "@/lib/notices";
import { sectionTitle } from "@/lib/profiles/watched/model";
import { readFollowed } from "./followed";
import { concerns, type Followed, followsNothing, LEGAL } from "./model";
import { isEmpty, readWeekOnce, type Week } from "./week";

/** Items of each kind that a mail names. */
const NAMED = { laws: 25, verified: 10, questions: 5 } as const;

/**
 * The news of law of seven days, for the members who chose it: laws, assessments and declarations that changed, newly
 * verified sections and the most discussed questions, as far as each follows their countries, articles and topics.
 */
export const LEGAL_DIGEST: WeeklyReport = {
  report: LEGAL,
  read: async (until) => {
    const week = await readWeekOnce(until);
    if (isEmpty(week)) return null;
    return async (tools, readerId) => write(week, await readFollowed(readerId), tools);
  },
};

/** Writes the digest of a member; null if there is nothing for them. */
function write(week: Week, followed: Followed, tools: ReportTools): ReportWords | null {
  const { t } = tools;
  const laws = week.laws.filter(({ country, articles }) => concerns({ ...of(country), articles }, followed));
  const verified = week.verified.filter(({ country }) => concerns(of(country), followed));
  const questions = week.questions.filter((question) => concerns(question, followed));
  const found = laws.length + verified.length + questions.length;
  if (found === 0) return null;
  const items = [
    ...laws.slice(0, NAMED.laws).map((law) => lawItem(law, tools)),
    ...verified.slice(0, NAMED.verified).map((one) => verifiedItem(one, tools)),
    ...questions.slice(0, NAMED.questions).map((one) => questionItem(one, tools)),
  ];
  const others = found - items.length;
  return {
    subject: t("watching.digest.subject", {
      laws: laws.length,
      verified: verified.length,
      questions: questions.length,
    }),
    lead: t(followsNothing(followed) ? "watching.digest.leadAll" : "watching.digest.lead"),
    items,
    others: others > 0 ? t("watching.digest.others", { count: others }) : null,
    action: { label: t("watching.digest.action"), path: "/changes" },
    footer: t("watching.digest.footer"),
  };
}

type Law = Week["laws"][number];

const of = ({ pageId, region, iso2 }: Law["country"]) => ({ pageId, region, countries: [iso2] });

function lawItem({ country, sort, title, titles, path, articles }: Law, tools: ReportTools): LetterItem {
  const { t, locale, address } = tools;
  const page = country.names[locale];
  const law = titles[locale] || title;
  return {
    title: law ? t("watching.digest.law", { country: page, law: `\u2068${law}\u2069` }) : page,
    lines: [t(`watching.digest.sort.${sort as LawSort}`), listText(articlesText(articles, tools), locale)],
    href: address(path),
  };
}
type LawSort = "provision" | "provision-change" | "assessment" | "declaration";

/** Words articles by their instruments: "Budapest Convention, Articles 2 and 3". */
function articlesText(articles: readonly string[], { t, locale }: ReportTools): string[] {
  const treaties = [...new Set(articles.map((one) => one.split(":")[0] ?? ""))];
  return treaties.map((treaty) => {
    const numbers = articles
      .filter((one) => one.startsWith(`${treaty}:`))
      .map((one) => one.split(":")[1] ?? "");
    const name = message(t, `law.instrument.${treaty}.name`);
    return t("watching.digest.articles", {
      treaty: name,
      count: numbers.length,
      articles: listText(numbers, locale),
    });
  });
}

function verifiedItem({ country, part, at }: Week["verified"][number], tools: ReportTools): LetterItem {
  const { t, locale, address } = tools;
  const date = formatter(locale).dateTime(at, { dateStyle: "long" });
  return {
    title: sectionTitle({ page: country.names[locale], ...part }, t, locale),
    lines: [t("watching.digest.verified", { date })],
    href: address(`/countries/${country.slug}#${part.section}`),
  };
}

function questionItem(question: Week["questions"][number], { t, address }: ReportTools): LetterItem {
  return {
    title: question.title,
    lines: [
      t(question.isAnswered ? "watching.digest.answered" : "watching.digest.question", {
        count: question.replyCount,
      }),
    ],
    href: address(topicPath(question)),
  };
}
