import { MovedTo, TopicLink } from "@/components/discussions/topic-flow";
import { PageHead, Section } from "@/components/ui/heading";
import { scope } from "@/lib/core/versions";
import type { MergedTopic } from "@/lib/discussions";
import { type TopicArea, topicPath } from "@/lib/discussions/areas/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Drawn } from "@/lib/web/view";
import { areaCrumbs } from "./areas";

interface Props {
  t: Translator;
  locale: Locale;
}

/**
 * The page at the address of a topic that was merged into another: where each of its messages is. A fragment of the
 * address is not sent to the site, so no redirect could lead to the right reply; its row is here, marked, with the link,
 * and a script follows it (`enhance/moved.ts`).
 */
export function mergedPage(merged: MergedTopic, { t, locale, area }: Props & { area: TopicArea }): Drawn {
  const { into, title, nameable } = merged;
  const others = area === "rooms" ? [] : [String(into.number), ...nameable];
  return {
    title: t("discussions.care.merged.title", { title }),
    current: "discussions",
    crumbs: [...areaCrumbs(t, locale, area), { label: title }],
    robots: "noindex",
    canonical: topicPath(into),
    scopes: [...new Set(others)].map(scope.topic),
    body: <MergedView t={t} locale={locale} merged={merged} />,
  };
}

function MergedView({ t, locale, merged }: Props & { merged: MergedTopic }) {
  const { into, messages, title } = merged;
  return (
    <>
      <PageHead
        title={t("discussions.care.merged.title", { title })}
        sub={t("discussions.care.merged.sub")}
      />
      <div className="wrap body flush stack g5" data-moved="">
        <p>
          {t.rich("discussions.care.merged.into", {
            topic: () => <TopicLink locale={locale} topic={into} />,
          })}
        </p>
        <Section id="messages" title={t("discussions.care.merged.list")}>
          <ol className="thread">
            {messages.map(({ number, to }) => (
              <li className="reply gone" key={number} id={number === 0 ? "message" : `r${number}`}>
                <p className="small">
                  {number === 0
                    ? t("discussions.care.merged.first")
                    : t("discussions.topic.hash", { number })}{" "}
                  <MovedTo t={t} locale={locale} to={to} />
                </p>
              </li>
            ))}
          </ol>
        </Section>
      </div>
    </>
  );
}
