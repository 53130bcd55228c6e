import { Icon } from "@/components/ui/icon";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Region } from "@/lib/profiles/reading/model";
import { isArticle } from "@/lib/vocabulary/article-numbers";
import type { Topic } from "@/lib/vocabulary/topics";
import { LEVELS, type Place, placeText, thingName, watchPath } from "@/lib/watching/model";

interface Props {
  t: Translator;
  locale: Locale;
  place: Place;
  /** Its name, for screen readers that read the link out of context; not added if `label` contains it. */
  name?: string;
  label?: string;
  isButton?: boolean;
}

/**
 * A link to watch what a document shows. The document is the same for everyone, so this leads to the screen
 * with the levels; for a member with scripts it becomes a button that shows the current level
 * (`enhance/watch.ts`).
 */
export function WatchLink({ t, locale, place, name, label, isButton = false }: Props) {
  return (
    <a
      className={isButton ? "btn" : undefined}
      href={localePath(locale, watchPath(place))}
      data-watch={placeText(place)}
      rel="nofollow"
    >
      {isButton ? <Icon name="eye" /> : null}
      <span data-label="">{label ?? t("watching.button.watch")}</span>
      {name ? <span className="vh"> ({name})</span> : null}
    </a>
  );
}

/** A link to watch the region of a filtered list; nothing for a list of the whole world. */
export function WatchRegion({
  t,
  locale,
  region,
}: {
  t: Translator;
  locale: Locale;
  region: Region | undefined;
}) {
  if (!region) return null;
  const label = t("watching.button.region", { region: t(`profiles.region.${region}`) });
  return (
    <p>
      <WatchLink t={t} locale={locale} place={{ kind: "region", region }} label={label} isButton />
    </p>
  );
}

/** A link to watch an article on its page; nothing for one that posts and provisions cannot refer to. */
export function WatchArticle(props: {
  t: Translator;
  locale: Locale;
  article: { instrument: string; number: number };
  name: string;
}) {
  const { t, locale, article, name } = props;
  const reference = `${article.instrument}:${article.number}`;
  if (!isArticle(reference)) return null;
  const { instrument } = article;
  const place = { kind: "article", article: reference } as const;
  const whole = { kind: "instrument", instrument } as const;
  return (
    <>
      <WatchLink t={t} locale={locale} place={place} name={name} isButton />
      <WatchSubject t={t} locale={locale} place={whole} />
      <WatchWords t={t} />
    </>
  );
}

/** A link to watch a subject, with its name. */
function WatchSubject({ t, locale, place }: { t: Translator; locale: Locale; place: Place }) {
  const subject = thingName({ place, names: null, title: null }, t, locale);
  const label = t("watching.button.subject", { subject });
  return <WatchLink t={t} locale={locale} place={place} label={label} isButton />;
}

/** Links to watch the topic, article and country of a filtered list; nothing without filters. */
export function WatchSubjects(props: {
  t: Translator;
  locale: Locale;
  topics: readonly Topic[];
  article: string | undefined;
  /** The code of the country. */
  country?: string | undefined;
}) {
  const { t, locale, topics, article, country } = props;
  const places: Place[] = [
    ...topics.map((topic) => ({ kind: "topic", topic }) as const),
    ...(article && isArticle(article) ? [{ kind: "article", article } as const] : []),
    ...(country ? [{ kind: "country", country } as const] : []),
  ];
  if (places.length === 0) return null;
  return (
    <p className="row watching">
      {places.map((place) => (
        <WatchSubject key={placeText(place)} t={t} locale={locale} place={place} />
      ))}
      <WatchWords t={t} />
    </p>
  );
}

/** The texts of a page's watch links for the script, once per page that has any. */
export function WatchWords({ t }: { t: Translator }) {
  const levels = LEVELS.map((level) => [`data-${level}`, t(`watching.level.${level}`)]);
  const done = (["watching", "stopped"] as const).map((what) => [
    `data-done-${what}`,
    t(`watching.done.${what}`),
  ]);
  return (
    <p
      className="vh"
      role="status"
      id="watch-words"
      data-stop={t("watching.button.stop")}
      {...Object.fromEntries([...levels, ...done])}
    />
  );
}
