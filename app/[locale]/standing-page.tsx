import { z } from "zod";
import { OwnTextView } from "@/components/shell/own-text-view";
import { StandingPageView } from "@/components/shell/standing-page-view";
import { dayOf } from "@/lib/core/moments";
import { scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { localePath } from "@/lib/i18n/locales";
import { excerptOf } from "@/lib/notices";
import { findDeadLinks } from "@/lib/page-kinds";
import { findStandingPage, findWritten } from "@/lib/standing-pages";
import type { StandingPageName, WritableName } from "@/lib/standing-pages/model";
import { contentText } from "@/lib/text/plain";
import type { DocumentView, Drawn, PageTools } from "@/lib/web/view";

const NoInput = z.object({});
type View = DocumentView<typeof NoInput, typeof NoInput>;

/** Returns the document of a page of help, which changes only with the software. */
export function helpPage(name: Exclude<StandingPageName, WritableName>): View {
  return { render: async (_input, tools) => drawProduct(name, tools, null, null) };
}

/** Returns the document of a page of which administrators can write the text in each language. */
export function standingPage(name: WritableName): View {
  return {
    scopes: () => [scope.standing(name)],
    async render(_input, tools) {
      const { t, locale } = tools;
      const found = await findWritten(name, locale);
      const history = found ? localePath(locale, `/${name}/history`) : null;
      if (!found?.isOwn) return drawProduct(name, tools, found?.changedAt ?? null, history);
      const page = findStandingPage(name, locale);
      const { deadLinkOf, scopes } = await findDeadLinks([found.content]);
      return {
        title: page.title,
        description: excerptOf(contentText(found.content)),
        crumbs: [{ label: page.title }],
        scopes,
        body: <OwnTextView {...{ t, locale, page, history, deadLinkOf }} text={found} />,
      };
    },
  };
}

/** Draws the product's text. `since`: when it was last shown again instead of the administrators' own. */
function drawProduct(
  name: StandingPageName,
  { locale, t }: PageTools,
  since: Date | null,
  history: string | null,
): Drawn {
  const page = findStandingPage(name, locale);
  const isShownSince = since !== null && dayOf(since) > page.updated;
  const updated = isShownSince ? dayOf(since) : page.updated;
  const base = new URL(env().APP_URL).origin;
  return {
    title: page.title,
    description: page.description,
    crumbs: [{ label: page.title }],
    body: <StandingPageView {...{ t, locale, base, history }} page={{ ...page, updated }} />,
  };
}
