const PASSAGE = "li, tr, .prose > *";

/** Whether an element is shown: a pane of the other layout is not there, but a folded part may be. */
function isShown(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}

/**
 * The changes that a comparison shows, from top to bottom: fields and records as they are marked, and of prose each
 * passage with something in it that came, went or moved. Where the same text is shown twice, beside each other and
 * within one, only the latter counts.
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
 * Goes to the next change of the page, or with -1 to the one before: from where the focus is, or else from the top of
 * the window. It takes the focus, so that a screen reader reads on from there.
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
