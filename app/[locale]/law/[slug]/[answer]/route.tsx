import { z } from "zod";
import { articleShort } from "@/components/legal/article-name";
import { DRAFTING_SCRIPT } from "@/components/legal/draft-words";
import { profileCrumbs } from "@/components/profiles/profile-frame";
import { findArticle } from "@/lib/convention";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { localePath } from "@/lib/i18n/locales";
import { findAnswerAt, listAnswerRevisions } from "@/lib/legal";
import { type AnswerPlace, answerPath, legalPath, readAnswerPart } from "@/lib/legal/answer/model";
import { findProfileHead, findSlugOf } from "@/lib/profiles/reading";
import { document } from "@/lib/web/pages/document";
import type { Leading, PageTools } from "@/lib/web/view";
import { answerTitle } from "./answer-title";
import { AnswerView } from "./answer-view";

/**
 * A country's answer to an article after a revision: "/law/romania/18@57". Redirects an address without a
 * revision to the newest, one before the first to the legal profile, and another spelling to the usual one.
 */
export const GET = document({
  params: z.object({ slug: z.string().min(1).max(80), answer: z.string().min(1).max(60) }),
  scopes: ({ slug }) => [scope.profile(slug)],
  async render({ slug, answer: part }, tools) {
    const asked = readAnswerPart(part);
    if (!asked || !findArticle(asked.article)) throw new DomainError("not_found", "article");
    const head = await findProfileHead(slug);
    const own = head ? slug : await findSlugOf(slug);
    if (!own) throw new DomainError("not_found", "profile");
    const { article, revision } = asked;
    if (revision === null) return leadToNewest({ slug: own, article }, tools);
    const place = { slug: own, article, revision };
    if (answerPath(place) !== decodeURIComponent(tools.path)) return lead(answerPath(place), tools, 308);
    const answer = await findAnswerAt(place);
    if (!answer) throw new DomainError("not_found", "revision");
    const { t, locale } = tools;
    const origin = env().APP_URL;
    return {
      title: answerTitle(t, locale, answer),
      current: "countries",
      refreshScripts: [DRAFTING_SCRIPT],
      robots: "noindex",
      canonical: answerPath(place),
      printed: t("exports.printedRevision", {
        site: t("shell.site"),
        address: origin + localePath(locale, answerPath(place)),
      }),
      crumbs: profileCrumbs(t, locale, answer.head, articleShort(t, article)),
      body: <AnswerView {...{ t, locale, answer, origin }} />,
    };
  },
});

async function leadToNewest(of: Omit<AnswerPlace, "revision">, tools: PageTools): Promise<Leading> {
  const revision = (await listAnswerRevisions([of.slug])).get(of.slug);
  return lead(revision === undefined ? legalPath(of) : answerPath({ ...of, revision }), tools, 307);
}

const lead = (path: string, { locale }: PageTools, status: 307 | 308): Leading => ({
  to: localePath(locale, path),
  status,
});
