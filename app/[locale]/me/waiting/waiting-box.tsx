import type { ReactNode } from "react";
import { checkHref } from "@/app/[locale]/countries/[slug]/freshness-mark";
import { profileHref } from "@/components/profiles/addresses";
import { sectionTitle } from "@/components/profiles/section-title";
import { PLACES } from "@/components/shell/places";
import { Box } from "@/components/ui/box";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, message, type Translator } from "@/lib/i18n/translator";
import { ME_PLACES } from "../me-frame";
import type { Waiting } from "./waiting";

interface Props {
  t: Translator;
  locale: Locale;
  waiting: Waiting;
}

/** The drafts that are named; the others are on their page. */
const NAMED = 3;

/** What waits for a member: each line is a link to where it is dealt with. The front page shows the same box. */
export function WaitingBox({ t, locale, waiting }: Props) {
  const { drafts, country, isNew, work } = waiting;
  const lines = linesOf({ t, locale, waiting });
  const isNothing = lines.length + drafts.length + work.reviews.length + work.verify.total === 0 && !isNew;
  return (
    <Box id="waiting" isKey title={t("me.waiting.title")}>
      <div className="in-b stack g3">
        {isNothing ? (
          <p>{t("me.waiting.nothing")}</p>
        ) : (
          <ul>
            {isNew ? <Line href={localePath(locale, PLACES.welcome)}>{t("me.waiting.first")}</Line> : null}
            <Reviews t={t} locale={locale} waiting={waiting} />
            <Verifications t={t} locale={locale} waiting={waiting} />
            {drafts.slice(0, NAMED).map(({ href, label }) => (
              <Line key={href} href={href}>
                {t("me.waiting.draft")} <bdi>{label}</bdi>
              </Line>
            ))}
            {drafts.length > NAMED ? (
              <Line href={localePath(locale, PLACES.drafts)}>
                {t("me.waiting.drafts", { count: drafts.length })}
              </Line>
            ) : null}
            {lines.map(({ href, text }) => (
              <Line key={href} href={localePath(locale, href)}>
                {text}
              </Line>
            ))}
          </ul>
        )}
        {country ? (
          <p className="small">
            <a href={profileHref(locale, country.slug)}>
              {t("me.waiting.country", { country: country.name })}
            </a>
          </p>
        ) : null}
      </div>
    </Box>
  );
}

function Line({ href, children }: { href: string; children: ReactNode }) {
  return (
    <li>
      <a href={href}>{children}</a>
    </li>
  );
}

/** The lines about one's own changes, notifications and watchlist. */
function linesOf({ t, waiting: { work } }: Props): { href: string; text: string }[] {
  const { pending, unseen, watched } = work;
  return [
    { count: pending, href: ME_PLACES.contributions, text: t("me.waiting.pending", { count: pending }) },
    { count: unseen, href: PLACES.notifications, text: t("me.waiting.unseen", { count: unseen }) },
    {
      count: watched,
      href: `${PLACES.watchlist}?show=unseen`,
      text: t("me.waiting.watched", { count: watched }),
    },
  ].filter(({ count }) => count > 0);
}

function Reviews({ t, locale, waiting: { work } }: Props) {
  const { reviews } = work;
  if (reviews.length === 0) return null;
  const count = reviews.reduce((sum, { waiting }) => sum + waiting.count, 0);
  return (
    <li>
      <a href={localePath(locale, PLACES.moderation)} data-review-count={formatter(locale).number(count)}>
        {t("me.waiting.reviews", { count })}
      </a>
      <ul>
        {reviews.map(({ name, path, waiting }) => (
          <Line key={name} href={localePath(locale, path)}>
            {t("me.waiting.queue", {
              name: message(t, `moderation.name.${name}`),
              count: waiting.count,
            })}
          </Line>
        ))}
      </ul>
    </li>
  );
}

/** The sections that a focal point can verify, the first ones with their links. */
function Verifications({ t, locale, waiting: { work } }: Props) {
  const { rows, total } = work.verify;
  if (rows.length === 0) return null;
  return (
    <li>
      {t("me.waiting.verify", { count: total })}
      <ul>
        {rows.map(({ slug, section, names }) => (
          <Line key={`${slug}/${section}`} href={checkHref(locale, slug, section)}>
            {t("me.waiting.verifyOne", { section: sectionTitle(t, section), country: names[locale] })}
          </Line>
        ))}
        {total > rows.length
          ? [...new Map(rows.map((row) => [row.slug, row.names[locale]]))].map(([slug, country]) => (
              <Line key={slug} href={profileHref(locale, slug)}>
                {t("me.waiting.verifyAll", { country })}
              </Line>
            ))
          : null}
      </ul>
    </li>
  );
}
