const PASSAGE = "li, tr, .prose > *";

/** Checks whether an element is shown: panes of the other layout are not, folded parts may be. */
function isShown(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}

/**
 * Lists the changes of a comparison from top to bottom: marked fields and records, and passages of prose with
 * changes. If the same text is shown side by side and inline, only the inline one counts.
 */
function listChanges(): HTMLElement[] {
  const found = new Set<HTMLElement>();
  for (const one of document.querySelectorAll<HTMLElement>("main [data-change]"))
    if (!one.parentElement?.closest("[data-change]")) found.add(one);
  for (const mark of document.querySelectorAll<HTMLElement>(
    ":is(main, dialog) .pane .prose :is(ins, del, .moved)",
  )) {
    const pane = mark.closest(".pane");
    const isBeside = pane?.matches(".two > *") ?? false;
    if (isBeside && pane?.closest("section")?.querySelector(".pane:not(.two > *)")) continue;
    const passage = mark.matches(".moved")
      ? mark
      : (mark.closest<HTMLElement>(".moved") ?? mark.closest<HTMLElement>(PASSAGE));
    if (passage) found.add(passage);
  }
  return [...found].filter(isShown).sort((a, b) => topOf(a) - topOf(b));
}

function topOf(element: HTMLElement): number {
  return element.getBoundingClientRect().top;
}

/**
 * Moves to the next change, or with -1 to the previous one: from the focus, else from the top of the window.
 * The change gets the focus, so that a screen reader continues there.
 */
export function stepToChange(step: 1 | -1): void {
  const changes = listChanges();
  const at = changes.findIndex((change) => change.contains(document.activeElement));
  const below = changes.findIndex((change) => topOf(change) > 1);
  const from = below === -1 ? changes.length : below;
  const next = changes[at === -1 ? (step === 1 ? from : from - 1) : at + step];
  if (!next) return;
  if (!next.hasAttribute("tabindex")) next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}
