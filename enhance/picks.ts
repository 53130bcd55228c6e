import { afterEditor } from "./after-editor";

/** The address of `picks.js`, which the build knows. */
declare const PICKS_ADDRESS: string;

/** From how many entries on a list is long enough to be searched. */
const LONG = 20;

// The editor handles its own lists.
const isOurs = (element: Element) => !element.closest("#editor");
const isSingle = (element: Element) => isOurs(element) && !element.closest("[data-pick]");

/** Groups of several values that have a list to add from. */
export const pickGroups = () =>
  [...document.querySelectorAll<HTMLElement>("[data-pick]")].filter(
    (group) => isOurs(group) && group.querySelector("[data-combo]") !== null,
  );

/** Lists of which one is chosen: those that are marked, and all long ones. */
export const longLists = () =>
  [...document.querySelectorAll<HTMLSelectElement>("select:not([multiple])")].filter(
    (select) => isSingle(select) && (select.dataset.combo !== undefined || select.options.length >= LONG),
  );

/** Fields of one text with suggestions. */
export const typedLists = () =>
  [...document.querySelectorAll<HTMLInputElement>("input[data-combo]")].filter(isSingle);

/** Loads what makes fields that search of long lists, on pages that have one. */
export function startPicks(): void {
  const isWanted = () => [pickGroups, longLists, typedLists].some((find) => find().length > 0);
  const load = () => {
    if (!isWanted()) return;
    document.removeEventListener("octopus:redrawn", load);
    // A help: without it the lists are there as the page has them.
    import(PICKS_ADDRESS).catch(() => undefined);
  };
  document.addEventListener("octopus:redrawn", load);
  afterEditor(load);
}
