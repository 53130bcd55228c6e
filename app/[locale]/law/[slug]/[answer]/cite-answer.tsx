import { CiteThis } from "@/components/citation/cite-this";
import { lineTags } from "@/components/citation/line-tags";
import { dayText } from "@/components/time";
import { citationKey } from "@/lib/citation/model";
import { dayOf } from "@/lib/core/moments";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { answerPath, articlePart, type StandingAnswer } from "@/lib/legal/answer/model";
import { citedDoubt } from "@/lib/revisions/doubt";
import { answerTitle } from "./answer-title";

interface Props {
  t: Translator;
  locale: Locale;
  answer: StandingAnswer;
  /** The site's own address. */
  origin: string;
}

/** Lists the confidence of each fact in an answer. */
const surenessOf = ({ finding, paragraphs, provisions, declarations }: StandingAnswer["row"]) => [
  ...(finding ? [finding.confidence] : []),
  ...paragraphs.map(({ confidence }) => confidence),
  ...provisions.map(({ provision }) => provision.confidence),
  ...declarations.map(({ confidence }) => confidence),
];

/** Citation of a country's answer to an article at its revision, by its permanent address. */
export function CiteAnswer({ t, locale, answer, origin }: Props) {
  const { head, row, line } = answer;
  const at = { slug: head.slug, article: row.article.id, revision: line.number };
  const url = origin + localePath(locale, answerPath(at));
  const site = t("shell.site");
  const title = answerTitle(t, locale, answer);
  const day = dayOf(line.createdAt);
  return (
    <CiteThis
      t={t}
      plain={t.rich("law.standing.citation", {
        ...lineTags(url),
        site,
        title,
        number: line.number,
        day: dayText(day, locale, true),
      })}
      isRevision
      cited={{
        key: citationKey("octopus", head.slug, "art", articlePart(row.article.id), `r${line.number}`),
        type: "webpage",
        title,
        authors: [site],
        site,
        issuedOn: day,
        version: { is: "revision", name: String(line.number) },
        doubt: citedDoubt(t, surenessOf(row)),
        url,
        language: locale,
      }}
    />
  );
}
