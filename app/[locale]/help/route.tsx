import type { z } from "zod";
import { PLACES } from "@/components/shell/places";
import { PageHead, Section } from "@/components/ui/heading";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { findStandingPage } from "@/lib/standing-pages";
import type { StandingPageName } from "@/lib/standing-pages/model";
import { document } from "@/lib/web/pages/document";
import type { DocumentView } from "@/lib/web/view";

const GUIDES = ["editing", "reviewing", "posting", "sharing", "api"] as const;
const RULES = ["charter", "about", "privacy", "terms", "accessibility"] as const;

/** All help pages in one place, each with its own description. */
const view: DocumentView<z.ZodObject, z.ZodObject> = {
  async render(_input, { locale, t }) {
    const title = t("pages.help.title");
    return {
      title,
      description: t("pages.help.sub"),
      crumbs: [{ label: title }],
      body: (
        <>
          <PageHead title={title} sub={t("pages.help.sub")} />
          <div className="wrap body flush stack g5">
            <Section id="guides" title={t("pages.help.guides")}>
              <dl className="terms">
                <div>
                  <dt>
                    <a href={localePath(locale, PLACES.practice)}>{t("pages.practice.title")}</a>
                  </dt>
                  <dd>{t("pages.practice.description")}</dd>
                </div>
              </dl>
              <Pages locale={locale} names={GUIDES} />
            </Section>
            <Section id="rules" title={t("pages.help.rules")}>
              <Pages locale={locale} names={RULES} />
              <dl className="terms">
                <div>
                  <dt>
                    <a href={localePath(locale, PLACES.contact)}>{t("pages.help.contact")}</a>
                  </dt>
                  <dd>{t("pages.help.contactWhat")}</dd>
                </div>
              </dl>
            </Section>
            <p>
              {t.rich("pages.help.lost", {
                search: (words) => <a href={localePath(locale, PLACES.search)}>{words}</a>,
              })}
            </p>
          </div>
        </>
      ),
    };
  },
};

function Pages({ locale, names }: { locale: Locale; names: readonly StandingPageName[] }) {
  const pages = names.map((name) => ({
    path: PLACES[name as keyof typeof PLACES],
    page: findStandingPage(name, locale),
  }));
  return (
    <dl className="terms">
      {pages.map(({ path, page }) => (
        <div key={path}>
          <dt>
            <a href={localePath(locale, path)}>{page.title}</a>
          </dt>
          <dd>{page.description}</dd>
        </div>
      ))}
    </dl>
  );
}

export const GET = document(view);
