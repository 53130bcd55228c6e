import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { changesText, NO_WORDS, type NoticeWords, namesText, summariesOf } from "@/lib/notices";
import { countByKind, happenedText, isolateBidi } from "@/lib/notices/model";
import { activityPath, appearedPath, appearedText, changesPath, countBySort, thingName } from "./model";
import type { NoticeContent } from "./notice-content";

/** Words a notice in its reader's language, with its path. */
export function noticeWords(content: NoticeContent, t: Translator, locale: Locale): NoticeWords {
  if (content.what === "news") return content.words(t, locale);
  const title = thingName(content.thing, t, locale);
  if (content.what === "changes") {
    const authors = content.changes.map(({ author }) => author);
    const path = changesPath(content.thing, content.from, content.to);
    // If the changes are in several languages, each names its own, as the title cannot.
    const isNamed = Boolean(content.thing.language);
    const quotes = content.changes.map(({ summary, language }) =>
      language && !isNamed
        ? {
            summary: t("watching.inLanguage", {
              language: languageName(language, locale),
              summary: isolateBidi(summary),
            }),
          }
        : { summary },
    );
    return {
      ...NO_WORDS,
      title,
      path,
      said: changesText(authors, t, locale),
      quotes: summariesOf(quotes),
    };
  }
  if (content.what === "appeared") {
    const { place, appeared } = content;
    return {
      ...NO_WORDS,
      title,
      path: appearedPath(place, appeared),
      said: appearedText(countBySort(appeared), t, locale),
      quotes: summariesOf(
        appeared.map(({ names, title, titles }) => ({ summary: names?.[locale] ?? titles[locale] ?? title })),
      ),
    };
  }
  return { ...activityWords(content, t, locale), title };
}

type Words = Omit<NoticeWords, "title">;

function activityWords(
  content: NoticeContent & { what: "happenings" },
  t: Translator,
  locale: Locale,
): Words {
  const { happenings, place, from, to } = content;
  const path = activityPath(place, happenings, from, to);
  const [newest] = happenings;
  if (newest?.kind === "retracted")
    return { ...NO_WORDS, path, said: t("watching.told.retracted"), reason: newest.words || null };
  const authors = happenings.map(({ author }) => author);
  const what = happenedText(countByKind(happenings), t, locale);
  const words = happenings.flatMap(({ words: summary }) => (summary === "" ? [] : [{ summary }]));
  return {
    ...NO_WORDS,
    path,
    said: t("watching.told.happened", { what, names: namesText(authors, t, locale) }),
    quotes: summariesOf(words),
  };
}

/** Returns why a notice in person was sent, for its words. */
export function personalWhy(category: string) {
  const own = (["mention", "reply", "message", "review", "search", "account"] as const).find(
    (name) => name === category,
  );
  return own ?? "decision";
}
