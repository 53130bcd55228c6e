import type { Tab } from "@/components/ui/tabs";
import { OWN_LISTS, type OwnFilters, type OwnList } from "@/lib/discussions/reading/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { ownTopicsHref } from "./addresses";
import { UnreadCount } from "./unread-count";

interface Props {
  t: Translator;
  locale: Locale;
  /** How many topics the lists have; missing in a document, where the script adds it. */
  counts?: Readonly<Record<"new" | "unread", number>>;
  /** The list that is shown. */
  current?: OwnList;
}

const hasCount = (list: OwnList): list is "new" | "unread" => list === "new" || list === "unread";

/**
 * The tabs of a member's own lists of topics, with the same filters. They are the same for everyone: visitors are asked to
 * sign in.
 */
export function ownTabs({ t, locale, counts, current }: Props, filters: OwnFilters): Tab[] {
  return OWN_LISTS.map((list, n) => ({
    href: ownTopicsHref(locale, { ...filters, list }),
    isCurrent: list === current,
    isApart: n === 0 && current === undefined,
    label: (
      <>
        {t(`discussions.own.list.${list}`)}
        {hasCount(list) ? (
          <UnreadCount
            t={t}
            locale={locale}
            list={list}
            count={counts?.[list] ?? 0}
            isHidden={(counts?.[list] ?? 0) === 0}
          />
        ) : null}
      </>
    ),
  }));
}
