import { sourcesOf } from "@/components/content/page-footnotes";
import { creditedHandles } from "@/components/discussions/credits";
import { profileFeedLink } from "@/components/profiles/changes-feed";
import { profileCrumbs } from "@/components/profiles/profile-frame";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import { listCredits } from "@/lib/discussions";
import { fieldMoments, listHistory } from "@/lib/pages";
import { authorsIn, handlesOf } from "@/lib/pages/model";
import { historyOf, isSectionKey } from "@/lib/profiles/model";
import {
  findLastRun,
  findProfileHead,
  findProfilePage,
  HistoryQuery,
  listRecordMoments,
  type ProfileHead,
} from "@/lib/profiles/reading";
import { document } from "@/lib/web/pages/document";
import type { Drawn, PageTools } from "@/lib/web/view";
import { leadToSlug, SlugParams } from "../../profile-address";
import { FieldHistoryView } from "./field-history-view";
import { HistoryView } from "./history-view";
import { RecordHistoryView } from "./record-history-view";
import { shapeOf } from "./record-past";

/** The history of a profile, of one of its sections, of a single record, or of one field of it. */
export const GET = document({
  params: SlugParams,
  query: HistoryQuery,
  scopes: ({ slug }) => [scope.profile(slug)],
  async render({ slug, ...query }, tools) {
    const head = await findProfileHead(slug);
    if (!head) return leadToSlug(slug, tools);
    const { section, record, field } = query;
    if (section && record) return drawRecord(head, { section, record, field }, tools);
    const [history, run] = await Promise.all([
      listHistory(historyOf(slug), query),
      section ? findLastRun(slug, section) : null,
    ]);
    const { t, locale } = tools;
    const credits = await listCredits(
      head.slug,
      history.rows.map(({ number }) => number),
    );
    return {
      ...frame(head, tools),
      feeds: [profileFeedLink(tools.t, tools.locale, head, section)],
      scopes: [...handlesOf(authorsIn(history.rows)), ...creditedHandles(credits)].map(scope.member),
      body: <HistoryView {...{ t, locale, head, query, history, run, credits }} />,
    };
  },
});

function frame(head: ProfileHead, { t, locale }: PageTools) {
  return {
    title: t("profiles.history.title", { country: head.names[locale] }),
    current: "countries" as const,
    robots: "noindex" as const,
    crumbs: profileCrumbs(t, locale, head, t("profiles.page.history")),
  };
}

async function drawRecord(
  head: ProfileHead,
  of: { section: string; record: string; field: string | undefined },
  tools: PageTools,
): Promise<Drawn> {
  const { section, record } = of;
  if (!isSectionKey(section)) throw new DomainError("not_found", "record");
  const [moments, page] = await Promise.all([
    listRecordMoments(head.slug, section, record),
    findProfilePage(head.slug),
  ]);
  if (moments.length === 0) throw new DomainError("not_found", "record");
  const { t, locale } = tools;
  const sources = page ? sourcesOf(page) : [];
  const written = page?.sections.sources?.language;
  const past = { t, locale, head, section, record, moments, sources, written };
  const field = shapeOf(section, moments)?.fields.find((one) => one.name === of.field);
  if (of.field !== undefined && !field) throw new DomainError("not_found", "record");
  return {
    ...frame(head, tools),
    scopes: handlesOf(moments.map((moment) => moment.author)).map(scope.member),
    body: field ? (
      <FieldHistoryView {...past} field={field} values={fieldMoments(moments, field.name)} />
    ) : (
      <RecordHistoryView {...past} />
    ),
  };
}
