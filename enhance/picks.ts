import { afterEditor } from "./after-editor";

/** Address of `picks.js`, set by the build. */
declare const PICKS_ADDRESS: string;

/** Number of entries from which a list is searchable. */
const LONG = 20;

// The editor handles its own lists.
const isOurs = (element: Element) => !element.closest("#editor");
const isSingle = (element: Element) => isOurs(element) && !element.closest("[data-pick]");

/** Groups of several values with a list to add from. */
export const pickGroups = () =>
  [...document.querySelectorAll<HTMLElement>("[data-pick]")].filter(
    (group) => isOurs(group) && group.querySelector("[data-combo]") !== null,
  );

/** Lists with a single choice: marked ones, and all long ones. */
export const longLists = () =>
  [...document.querySelectorAll<HTMLSelectElement>("select:not([multiple])")].filter(
    (select) => isSingle(select) && (select.dataset.combo !== undefined || select.options.length >= LONG),
  );

/** Text fields with suggestions. */
export const typedLists = () =>
  [...document.querySelectorAll<HTMLInputElement>("input[data-combo]")].filter(isSingle);

/** Loads the search fields for long lists, on pages that have one. */
export function startPicks(): void {
  const isWanted = () => [pickGroups, longLists, typedLists].some((find) => find().length > 0);
  const load = () => {
    if (!isWanted()) return;
    document.removeEventListener("octopus:redrawn", load);
    // An aid: without it the page's own lists remain.
    import(PICKS_ADDRESS).catch(() => undefined);
  };
  document.addEventListener("octopus:redrawn", load);
  afterEditor(load);
}
