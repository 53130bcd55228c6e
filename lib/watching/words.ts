import { countryName } from "@/lib/i18n/country-names";
import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, message, type Translator } from "@/lib/i18n/translator";
import { PROPOSAL_DAYS } from "@/lib/members/proposals/model";
import {
  apart,
  appearedPath,
  appearedText,
  changesPath,
  changesText,
  countByKind,
  countBySort,
  decisionPath,
  happenedText,
  happeningsPath,
  namesText,
  summariesOf,
  thingName,
} from "./model";
import type { Told } from "./told";

/** A notice in words: the same on the site and in a mail. */
export interface NoticeWords {
  /** What it is about. */
  title: string;
  /** What happened, as a sentence without its stop. */
  said: string;
  /** In others' own words: summaries, comments, notes. */
  quotes: string[];
  /** Why somebody decided so. */
  reason: string | null;
  /** Where its writer wants to be answered. */
  answerAt: string | null;
  /** Where it is read, a bare path. */
  path: string;
}

const NOTHING = { quotes: [] as string[], reason: null, answerAt: null };

/** What a notice says in its reader's language, and where it leads. */
export function noticeWords(told: Told, t: Translator, locale: Locale): NoticeWords {
  if (told.what === "review") {
    const waiting = message(t, `watching.review.${told.queue}.waiting`, { count: told.count });
    return {
      ...NOTHING,
      title: message(t, `watching.review.${told.queue}.title`),
      said: told.days === null ? waiting : t("watching.waitsLong", { waiting, days: told.days }),
      path: told.path,
    };
  }
  if (told.what === "role") return roleWords(told, t, locale);
  if (told.what === "found")
    return {
      ...NOTHING,
      title: t("watching.found.title", { name: `\u2068${told.name}\u2069` }),
      said: t("watching.found.said", { count: told.count }),
      path: told.path,
    };
  const title = thingName(told.thing, t, locale);
  if (told.what === "changes") {
    const authors = told.changes.map(({ author }) => author);
    const path = changesPath(told.thing, told.from, told.to);
    // Where not all of it is of one translation, which the title names, each says which it is of.
    const isNamed = Boolean(told.thing.language);
    const quotes = told.changes.map(({ summary, language }) =>
      language && !isNamed
        ? {
            summary: t("watching.inLanguage", {
              language: languageName(language, locale),
              summary: apart(summary),
            }),
          }
        : { summary },
    );
    return {
      ...{ ...NOTHING, title, path },
      said: changesText(authors, t, locale),
      quotes: summariesOf(quotes),
    };
  }
  if (told.what === "appeared") {
    const { place, appeared } = told;
    return {
      ...{ ...NOTHING, title, path: appearedPath(place, appeared) },
      said: appearedText(countBySort(appeared), t, locale),
      quotes: summariesOf(
        appeared.map(({ names, title, titles }) => ({ summary: names?.[locale] ?? titles[locale] ?? title })),
      ),
    };
  }
  if (told.what === "decision") {
    const { isAccepted, amendedAs, reason, summary } = told;
    const accepted = amendedAs === null ? "watching.told.edit.accepted" : "watching.told.edit.amended";
    return {
      ...{ ...NOTHING, title, reason, quotes: summary === "" ? [] : [summary] },
      said: t(isAccepted ? accepted : "watching.told.edit.rejected"),
      path: decisionPath(told.thing.place, told),
    };
  }
  return told.what === "happenings"
    ? { ...happeningWords(told, t, locale), title }
    : { ...newsWords(told, t, locale), title };
}

function roleWords(told: Told & { what: "role" }, t: Translator, locale: Locale) {
  const { name, handle, role, country, isGiven } = told;
  const alone = message(t, `members.role.${role}`);
  return {
    ...NOTHING,
    title:
      country === "" ? alone : t("members.roleOf", { role: alone, country: countryName(country, locale) }),
    said: t(isGiven ? "watching.told.role.lapsed" : "watching.told.role.lapsedTake", {
      name: apart(name),
      days: PROPOSAL_DAYS,
    }),
    path: `/admin/members/${handle}`,
  };
}

type Words = Omit<NoticeWords, "title">;

function happeningWords(told: Told & { what: "happenings" }, t: Translator, locale: Locale): Words {
  const { happenings, place, from, to } = told;
  const path = happeningsPath(place, happenings, from, to);
  const [newest] = happenings;
  if (newest?.kind === "retracted")
    return { ...NOTHING, path, said: t("watching.told.retracted"), reason: newest.words || null };
  const authors = happenings.map(({ author }) => author);
  const what = happenedText(countByKind(happenings), t, locale);
  const words = happenings.flatMap(({ words: summary }) => (summary === "" ? [] : [{ summary }]));
  return {
    ...{ ...NOTHING, path },
    said: t("watching.told.happened", { what, names: namesText(authors, t, locale) }),
    quotes: summariesOf(words),
  };
}

/** What is said in one's own words, and not to explain a decision. */
const SPOKEN: ReadonlySet<string> = new Set([
  ...["comment.mention", "comment.reply"],
  ...["access.asked", "correction.suggested", "owner.contacted", "revision.handed"],
]);

function newsWords(told: Told & { what: "news" }, t: Translator, locale: Locale): Words {
  const { news, by, words, at, address, path, isAmended } = told;
  const name = by === null ? "" : namesText([by], t, locale);
  // Mails know no reader's zone: the moment is told in UTC, and said to be.
  const when = at === null ? "" : formatter(locale).dateTime(at, { dateStyle: "long", timeStyle: "short" });
  const isSpoken = SPOKEN.has(news);
  const said = t(`watching.told.${news}`, { name, when });
  return {
    path,
    said: isAmended ? t("watching.told.amended", { said }) : said,
    quotes: isSpoken && words !== "" ? [words] : [],
    reason: !isSpoken && words !== "" ? words : null,
    answerAt: address,
  };
}
