import { Fragment } from "react";
import { editHref } from "@/components/profiles/section-languages";
import { sectionTitle } from "@/components/profiles/section-title";
import { isUnwritten } from "@/components/profiles/unwritten";
import { FactList, type Pair } from "@/components/ui/box";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { SectionKey } from "@/lib/profiles/model";
import { ASKED_SECTIONS, toCheckOf, toDoOf } from "@/lib/profiles/reading";
import type { ProfilePage } from "@/lib/profiles/reading/model";

interface Props {
  t: Translator;
  locale: Locale;
  page: ProfilePage;
}

/** What editors can check in a profile, closed until it is opened, apart from the text that readers came for. */
export function EditorsBox({ t, locale, page }: Props) {
  const link = (section: SectionKey) => (
    <a href={editHref(locale, page.head.slug, section)}>{sectionTitle(t, section)}</a>
  );
  const pair = (section: SectionKey, value: string): Pair => ({ term: link(section), value });
  const counted = toCheckOf(page).map(({ section, unverified, unsourced }) =>
    pair(section, t("profiles.editors.counts", { unverified, unsourced })),
  );
  const { due } = toDoOf(page);
  const again: Pair = {
    term: t("profiles.editors.due"),
    value: due.map((section, n) => (
      <Fragment key={section}>
        {n > 0 ? " · " : null}
        {link(section)}
      </Fragment>
    )),
  };
  const asked = ASKED_SECTIONS.filter((key) => !isUnwritten(page, key)).map((section) =>
    pair(section, t(`profiles.editors.ask.${section}`)),
  );
  if (counted.length + due.length + asked.length === 0) return null;
  return (
    <details className="more folded" id="editors">
      <summary>{t("profiles.editors.title")}</summary>
      <div className="stack g3">
        {counted.length + due.length > 0 ? (
          <FactList facts={counted.concat(due.length > 0 ? again : [])} />
        ) : null}
        {asked.length > 0 ? (
          <div>
            <p>{t("profiles.editors.questions")}</p>
            <FactList facts={asked} />
          </div>
        ) : null}
      </div>
    </details>
  );
}
