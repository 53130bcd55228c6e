import { placeOf } from "@/lib/vocabulary/paragraphs";
import { type Bite, type CountryFacts, NEEDS, type Need, type Side, type StatusTreaty } from "./model";

type Kind = Bite["bite"];
type Declaration = Bite["declaration"];

/** Reservations and declarations that change a request, by their place in the treaty; `needs`: only requests for these. */
const BY_PLACE: readonly { place: string; bite: Kind; needs?: readonly Need[] }[] = [
  // Real-time collection only for some offences, or not within some systems.
  { place: "185-14(3)", bite: "real_time", needs: ["realtime_traffic", "realtime_content"] },
  { place: "185-21", bite: "real_time", needs: ["realtime_content"] },
  // Dual criminality for preservation, beyond Articles 2 to 11.
  { place: "185-29(4)", bite: "preservation", needs: ["preservation", "subscriber", "traffic", "content"] },
  // Urgent requests go to the central authority too, not directly between courts.
  { place: "185-27(9)", bite: "channel", needs: NEEDS.filter((need) => need !== "preservation") },
  { place: "185-38", bite: "territory" },
  { place: "185-41", bite: "territory" },
  // No orders to providers for subscriber information, in either direction.
  { place: "224-7(9)", bite: "not_applied", needs: ["subscriber"] },
  // Orders are not given effect for traffic data.
  { place: "224-8(13)", bite: "not_applied", needs: ["traffic"] },
];

const isIn = (article: string, place: string) => article === place || article.startsWith(`${place}(`);

/** The offences of the Convention. What a State does not make one can be refused where dual criminality is demanded. */
const isOffence = (article: string): boolean => {
  const [treaty, number] = placeOf(article).article.split("-");
  return treaty === "185" && Number(number) >= 2 && Number(number) <= 11;
};

function kindsOf({ nature, articles }: Declaration, need: Need): Kind[] {
  if (nature === "territorial") return ["territory"];
  if (nature !== "reservation" && nature !== "declaration") return [];
  const found = articles.flatMap((article): Kind[] => {
    const rule = BY_PLACE.find(({ place }) => isIn(article, place));
    if (rule) return (rule.needs?.includes(need) ?? true) ? [rule.bite] : [];
    // Preservation needs no dual criminality, unless a State reserved the right to ask for it (Article 29(3) and (4)).
    const isAsked = need !== "preservation" && nature === "reservation";
    return isAsked && isOffence(article) ? ["dual_criminality"] : [];
  });
  return [...new Set(found)];
}

/** Whether a declaration had effect on a day. Without a date it counts as always there. */
function hasEffect({ madeOn, periodFrom, periodTo }: Declaration, day: string): boolean {
  const from = periodFrom ?? madeOn;
  return (from === null || from <= day) && (periodTo === null || day <= periodTo);
}

/**
 * Lists the reservations and declarations under a treaty that change a request: those of the State that is asked, and
 * of the asking one those that work both ways, a limited territory and an article that it does not apply.
 */
export function bitesUnder(
  treaty: StatusTreaty,
  facts: Readonly<Record<Side, CountryFacts>>,
  { need, day }: { need: Need; day: string },
): Bite[] {
  return (["to", "from"] as const).flatMap((side) =>
    facts[side].treaties
      .filter((record) => record.treaty === treaty)
      .flatMap(({ declarations }) => declarations)
      .filter((one) => hasEffect(one, day))
      .flatMap((declaration) =>
        kindsOf(declaration, need).map((bite): Bite => ({ bite, side, treaty, declaration })),
      )
      .filter(({ bite }) => side === "to" || bite === "territory" || bite === "not_applied"),
  );
}
