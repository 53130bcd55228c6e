import { z } from "zod";
import { StandingPageView } from "@/components/shell/standing-page-view";
import { env } from "@/lib/env";
import { findStandingPage } from "@/lib/standing-pages";
import type { StandingPageName } from "@/lib/standing-pages/model";
import type { DocumentView } from "@/lib/web/view";

const NoInput = z.object({});

/** Returns the document of an information page, which changes only with the software. */
export function standingPage(name: StandingPageName): DocumentView<typeof NoInput, typeof NoInput> {
  return {
    render: async (_input, { locale, t }) => {
      const page = findStandingPage(name, locale);
      return {
        title: page.title,
        description: page.description,
        crumbs: [{ label: page.title }],
        body: <StandingPageView t={t} locale={locale} page={page} base={new URL(env().APP_URL).origin} />,
      };
    },
  };
}
