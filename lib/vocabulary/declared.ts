import { partsOf } from "./references";

/*
 * What States may declare under the Convention: reservations by Article 42, declarations by Article 40, and
 * notifications of authorities and points of contact. The Protocols have their own articles for this.
 */

const RESERVATIONS = ["4(2)", "6(3)", "9(4)", "10(3)", "11(3)", "14(3)", "22(2)", "29(4)", "41(1)"];
const DECLARATIONS = ["2", "3", "6(1)(b)", "7", "9(3)", "27(9)(e)"];
const NOTIFIED = ["24(7)", "27(2)", "35"];
const TERRITORIAL = ["38"];

const of185 = (places: readonly string[]) => places.map((place) => `185-${place}`);

/** Whether declarations under a treaty name articles: only under the Council of Europe's treaties. */
const namesArticles = (treaty: string) => treaty !== "un" && treaty !== "malabo";

/**
 * Returns the articles offered for a kind of statement under a treaty; null if it can concern any article, as all
 * can under the Protocols. None for treaties that are not of the Council of Europe.
 */
export function offeredFor(treaty: string, nature: unknown): string[] | null {
  if (!namesArticles(treaty)) return [];
  if (treaty !== "185") return null;
  switch (nature) {
    case "reservation":
      return of185(RESERVATIONS);
    case "declaration":
      return of185(DECLARATIONS);
    case "authorities":
      return of185(NOTIFIED);
    case "territorial":
      return of185(TERRITORIAL);
    default:
      return null;
  }
}

/** Checks whether a reference is equal to another or within it. */
const isWithin = (reference: string, place: string) =>
  reference === place || reference.startsWith(`${place}(`);

/**
 * Checks whether a kind of statement can be declared on an article. Some States make a reservation in the form
 * of a declaration; a reservation under Article 14(3) restricts Articles 20 and 21 and names them too;
 * authorities are often recorded with their article only. A declaration under a Protocol may refer to the
 * Convention.
 */
export function isDeclarable(
  reference: string,
  treaty: string,
  nature: unknown,
  beside: readonly string[],
): boolean {
  const at = partsOf(reference);
  if (!at || !namesArticles(treaty)) return false;
  if (at.treaty !== treaty) return treaty !== "185" && at.treaty === "185";
  const offered = offeredFor(treaty, nature);
  if (offered === null) return true;
  const allowed = nature === "declaration" ? [...offered, ...of185(RESERVATIONS)] : offered;
  if (allowed.some((place) => isWithin(reference, place))) return true;
  if (nature === "reservation" && beside.some((one) => isWithin(one, "185-14(3)")))
    return ["185-20", "185-21"].some((place) => isWithin(reference, place));
  return nature === "authorities" && ["185-24", "185-27"].includes(reference);
}
