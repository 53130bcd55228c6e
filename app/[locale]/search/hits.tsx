import { Day, Time } from "@/components/time";
import { ButtonLink } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import { countryName } from "@/lib/i18n/country-names";
import { languageName } from "@/lib/i18n/language-names";
import { listText } from "@/lib/i18n/lists";
import { direction, type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { type Hit, RESULTS_PER_PAGE, type TextPiece } from "@/lib/search/model";

interface Props {
  t: Translator;
  locale: Locale;
}

/** What was found, the best first; the numbers of a list go on from page to page. */
export function Hits(
  props: Props & {
    hits: readonly Hit[];
    page: number;
    /** Things of which a change awaits review, and profiles with a treaty status that no source supports. */
    waiting?: ReadonlySet<string>;
    doubted?: ReadonlySet<string>;
  },
) {
  const { t, locale, hits, page } = props;
  const marksOf = ({ thing }: Hit) => ({
    isWaiting: props.waiting?.has(thing),
    isDoubted: props.doubted?.has(thing),
  });
  return (
    <ol className="list hits" start={(page - 1) * RESULTS_PER_PAGE + 1}>
      {hits.map((hit, n) => {
        const compare = page === 1 && n === 0 ? compareHrefOf(hit, locale) : null;
        return compare === null ? (
          <li key={hit.thing}>
            <HitView t={t} locale={locale} hit={hit} {...marksOf(hit)} />
          </li>
        ) : (
          <li key={hit.thing} className="box info first">
            <div className="in-b row apart top">
              <div className="grow">
                <HitView t={t} locale={locale} hit={hit} {...marksOf(hit)} />
              </div>
              <ButtonLink size="sm" href={compare}>
                {t("search.compare")}
              </ButtonLink>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** Returns the address of the comparison of countries for an article that laws are compared with; null otherwise. */
function compareHrefOf({ kind, href }: Hit, locale: Locale): string | null {
  const [, instrument, number] = (kind === "article" && /\/convention\/(\d+)\/(\d+)(?=#|$)/.exec(href)) || [];
  return instrument && number ? localePath(locale, `/compare?articles=${instrument}-${number}`) : null;
}

/** The number of countries that are named; the rest is only counted. */
const MOST_COUNTRIES = 2;
const DESIGNATIONS = { XK: "kosovo", PS: "palestine" } as const;

/** The notes for names with an asterisk, each once. */
export function Designations({ t, locale, hits }: Props & { hits: readonly Hit[] }) {
  const shown = new Set(hits.flatMap(({ countries }) => countries.slice(0, MOST_COUNTRIES)));
  return (Object.keys(DESIGNATIONS) as (keyof typeof DESIGNATIONS)[])
    .filter((code) => shown.has(code))
    .map((code) => (
      <p key={code} className="tiny dim">
        {t("common.pair", {
          label: countryName(code, locale),
          value: t(`profiles.designation.${DESIGNATIONS[code]}`).replace(/^\*\s*/, ""),
        })}
      </p>
    ));
}

/** Returns the `lang` attributes for words in a language other than the page's. */
function spoken(language: string, locale: Locale) {
  return language === "" || language === locale ? {} : { lang: language, dir: direction(language) };
}

/** Returns the page of a file with the passage; null for everything else. */
function pageOf({ kind, href }: Hit): number | null {
  const [, page] = (kind === "file" && /#page-(\d+)/.exec(href)) || [];
  return page ? Number(page) : null;
}

function HitView({
  t,
  locale,
  hit,
  isWaiting = false,
  isDoubted = false,
}: Props & { hit: Hit; isWaiting?: boolean | undefined; isDoubted?: boolean | undefined }) {
  const { kind, countries, language, at, verifiedOn, audience } = hit;
  const named = countries.slice(0, MOST_COUNTRIES).map((code) => countryName(code, locale));
  const page = pageOf(hit);
  return (
    <>
      <p className="meta">
        <b>{t(`search.kind.${kind}`)}</b>
        {named.length > 0 ? (
          <span>
            {listText(named, locale)}
            {countries.length > named.length
              ? ` ${t("search.further", { count: countries.length - named.length })}`
              : null}
          </span>
        ) : null}
        {page === null ? null : <span className="num">{t("files.textPage", { page })}</span>}
        {language !== "" && language !== locale ? <span>{languageName(language, locale)}</span> : null}
        {at ? <Time at={at} locale={locale} isDayOnly /> : null}
        {verifiedOn ? (
          <Tag kind="ok" icon="seal">
            {t.rich("search.verifiedOn", { day: () => <Day key="day" day={verifiedOn} locale={locale} /> })}
          </Tag>
        ) : null}
        {isDoubted ? <Tag kind="warn">{t("doubt.hit.profile")}</Tag> : null}
        {isWaiting ? <Tag kind="warn">{t("search.waiting")}</Tag> : null}
        {audience === "public" ? null : (
          <Tag icon="lock">
            {message(t, `search.audience.${audience.startsWith("room:") ? "room" : audience}`)}
          </Tag>
        )}
      </p>
      <h2>
        <a href={hit.href} {...spoken(hit.titleLanguage, locale)}>
          <Pieces pieces={hit.title} />
        </a>
      </h2>
      {audience === "practitioners" ? <p className="small dim">{t("search.textRecorded")}</p> : null}
      {hit.snippet.length > 0 ? (
        // Isolated within the line, not as a block: text of the other direction begins where the title does.
        <p className="snippet">
          <span {...spoken(language, locale)}>
            <Pieces pieces={hit.snippet} />
          </span>
        </p>
      ) : null}
    </>
  );
}

function Pieces({ pieces }: { pieces: readonly TextPiece[] }) {
  return pieces.map(({ text, isMark }, n) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never reordered
    isMark ? <mark key={n}>{text}</mark> : text,
  );
}
