import type { ReactNode } from "react";
import type { MapStatus } from "@/components/ui/status";
import { compareNames } from "@/lib/i18n/country-names";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { formatter } from "@/lib/i18n/translator";
import { WORLD } from "@/lib/profiles/map/world";
import { briefly, withDoubt } from "@/lib/revisions/doubt";

/** In the order of the legend; also the classes of their marks. */
const MAP_STATUSES: readonly MapStatus[] = ["party", "signed", "invited", "none"];

interface WorldMapProps {
  t: Translator;
  locale: Locale;
  statusOf: (iso2: string) => MapStatus;
  /** Confidence of the status. */
  surenessOf?: (iso2: string) => string | null;
  /** Countries counted as Parties that were not yet bound: their titles say so. */
  isBoundLater?: (iso2: string) => boolean;
  hrefOf: (iso2: string) => string;
  nameOf: (iso2: string) => string;
  /** For a past day: invitations of that time are known for few States, so "none" means unknown. */
  isPast?: boolean;
}

const AFTER_MAP = "after-map";
/** Radius of a circle, in units of the view box. */
const RADIUS = 2.6;
/** CSS classes of each status. */
const FILLS: Record<MapStatus, string> = { party: "p", signed: "s", invited: "i", none: "n" };

const SHAPES = Object.keys(WORLD.shapes);
const CIRCLES = Object.keys(WORLD.circles);
const COUNTRIES = [...SHAPES, ...CIRCLES];
const SHRINK = `scale(${WORLD.scale})`;

/**
 * World map by treaty status: every country or area is a link with its name and status, shown by pattern as
 * well as colour. The page must contain the same data as a table. Includes the note on boundaries; the legend
 * is `MapLegend`.
 */
export function WorldMap(props: WorldMapProps) {
  const { t, locale, statusOf, nameOf } = props;
  const order = compareNames(locale);
  const byName = (a: string, b: string) => order(nameOf(a), nameOf(b));
  const counts = countStatuses(statusOf);
  return (
    <>
      <a className="skip" href={`#${AFTER_MAP}`}>
        {t("profiles.map.skip")}
      </a>
      {/* biome-ignore lint/a11y/useSemanticElements: a picture made of links is a group, not a fieldset */}
      <svg
        className="map"
        viewBox={WORLD.viewBox}
        role="group"
        aria-labelledby="map-title"
        aria-describedby="map-summary"
      >
        <title id="map-title">{t("profiles.map.title")}</title>
        <desc id="map-summary">
          {t(props.isPast ? "profiles.map.summaryPast" : "profiles.map.summary", {
            parties: counts.party,
            signatories: counts.signed,
            invited: counts.invited,
          })}
        </desc>
        <Patterns />
        <g className="n" transform={SHRINK}>
          <path d={WORLD.land} />
        </g>
        {[...MAP_STATUSES].reverse().map((status) => (
          <g key={status} className={FILLS[status]} transform={SHRINK}>
            {SHAPES.filter((iso2) => statusOf(iso2) === status)
              .sort(byName)
              .map((iso2) => (
                <CountryLink key={iso2} iso2={iso2} {...props}>
                  <path d={WORLD.shapes[iso2]} />
                </CountryLink>
              ))}
          </g>
        ))}
        <DisputedBorders />
        {[...CIRCLES].sort(byName).map((iso2) => (
          <CountryLink key={iso2} iso2={iso2} {...props}>
            <Circle at={WORLD.circles[iso2] ?? ""} status={statusOf(iso2)} />
          </CountryLink>
        ))}
      </svg>
      <p className="tiny dim" id={AFTER_MAP} tabIndex={-1}>
        {t("profiles.map.note")}
      </p>
    </>
  );
}

/** Explains the marks of the map, with the counted number of countries for each. */
export function MapLegend(props: Pick<WorldMapProps, "t" | "locale" | "statusOf" | "isPast">) {
  const { t, locale, statusOf, isPast = false } = props;
  const counts = countStatuses(statusOf);
  const format = formatter(locale);
  const numberOf = (status: MapStatus) => {
    if (status !== "invited") return format.number(counts[status]);
    // No list of all invitations is published: those recorded are a minimum.
    if (counts.invited > 0) return t("profiles.map.atLeast", { count: counts.invited });
    return isPast ? t("profiles.map.unknown") : format.number(0);
  };
  return (
    <ul className="legend" aria-label={t("profiles.map.legend")}>
      {MAP_STATUSES.map((status) => (
        <li className="row" key={status}>
          <span className={`sw ${status}`} />
          {statusText(t, status, isPast)} <b className="num">{numberOf(status)}</b>
        </li>
      ))}
    </ul>
  );
}

function statusText(t: Translator, status: MapStatus, isPast: boolean): string {
  return t(isPast && status === "none" ? "profiles.status.noneKnown" : `profiles.map.status.${status}`);
}

function countStatuses(statusOf: WorldMapProps["statusOf"]): Record<MapStatus, number> {
  const counts = { party: 0, signed: 0, invited: 0, none: 0 };
  for (const iso2 of COUNTRIES) counts[statusOf(iso2)] += 1;
  return counts;
}

function CountryLink({
  iso2,
  t,
  statusOf,
  isBoundLater,
  hrefOf,
  nameOf,
  surenessOf,
  isPast = false,
  children,
}: WorldMapProps & { iso2: string; children: ReactNode }) {
  const standing = statusOf(iso2);
  const sureness = standing === "none" ? null : briefly(surenessOf?.(iso2));
  const words = isBoundLater?.(iso2) ? t("profiles.status.ratified") : statusText(t, standing, isPast);
  const status = withDoubt(t, words, sureness);
  return (
    <a href={hrefOf(iso2)}>
      <title>{t("profiles.map.label", { country: nameOf(iso2), status })}</title>
      {children}
    </a>
  );
}

/** The style sheet has no hatching for a lone circle, so a signatory's is drawn at the scale of the shapes. */
function Circle({ at, status }: { at: string; status: MapStatus }) {
  const [x = 0, y = 0] = at.split(" ").map(Number);
  if (status !== "signed") return <circle className={FILLS[status]} cx={x} cy={y} r={RADIUS} />;
  return (
    <g className="s" transform={SHRINK}>
      <circle cx={x / WORLD.scale} cy={y / WORLD.scale} r={RADIUS / WORLD.scale} />
    </g>
  );
}

function DisputedBorders() {
  return (
    <g
      className="disputed"
      fill="none"
      stroke="currentColor"
      strokeWidth="4"
      strokeDasharray="9 8"
      pointerEvents="none"
      transform={SHRINK}
    >
      {WORLD.disputed.map((points) => (
        <polyline key={points} points={points} />
      ))}
    </g>
  );
}

function Patterns() {
  return (
    <defs>
      <pattern
        id="hs"
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="scale(4.5) rotate(45)"
      >
        <rect className="s-a" width="5" height="5" />
        <rect className="s-b" width="2" height="5" />
      </pattern>
      <pattern id="hi" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="scale(5)">
        <rect className="i-a" width="4" height="4" />
        <circle className="i-b" cx="2" cy="2" r=".9" />
      </pattern>
    </defs>
  );
}
