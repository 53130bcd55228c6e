type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * Puts parts of the page that were drawn anew in place of those that stand there, and has everything that works on
 * them work on the new ones. Who was in one of them stays where they were, with the words that they had typed.
 */
export function exchange(parts: readonly (readonly [stale: Element, fresh: Element])[]): void {
  const goBack = placeOf(document.activeElement);
  for (const [stale, fresh] of parts) {
    keepEntered(stale, fresh);
    keepUnfolded(stale, fresh);
    stale.replaceWith(document.adoptNode(fresh));
  }
  document.dispatchEvent(new CustomEvent("octopus:redrawn"));
  goBack();
}

/** Unfolds what somebody had unfolded, found by its words. Of several with the same words nobody knows which is which. */
function keepUnfolded(stale: Element, fresh: Element): void {
  const [before, next] = [foldsIn(stale), foldsIn(fresh)];
  for (const [words, [fold, another]] of before) {
    const [same, further] = next.get(words) ?? [];
    if (fold?.open && same && !another && !further) same.open = true;
  }
}

function foldsIn(part: Element): Map<string, HTMLDetailsElement[]> {
  const found = new Map<string, HTMLDetailsElement[]>();
  for (const fold of part.querySelectorAll("details")) {
    const words = fold.querySelector("summary")?.textContent ?? "";
    found.set(words, [...(found.get(words) ?? []), fold]);
  }
  return found;
}

/** Gives the fields of a part that was drawn anew what somebody has entered in those that stand there. */
function keepEntered(stale: Element, fresh: Element): void {
  const controls = "input[name]:not([type=file]), select[name], textarea[name]";
  for (const control of stale.querySelectorAll<Control>(controls)) {
    const address = addressOf(control);
    const next = address && isEntered(control) ? fresh.querySelector<Control>(address) : null;
    if (next) next.value = control.value;
  }
}

function isEntered(control: Control): boolean {
  if (control instanceof HTMLSelectElement) {
    const drawn = [...control.options].find((option) => option.defaultSelected) ?? control.options[0];
    return control.value !== drawn?.value;
  }
  return control.value !== control.defaultValue;
}

/** How to bring somebody back to where they are, once it was exchanged. */
function placeOf(element: Element | null): () => void {
  const address = element && addressOf(element);
  if (!address) return () => undefined;
  // Before it is taken out of the page, which is to be left, and changes what a field that searches says.
  const typed = isText(element) ? wordsIn(element) : null;
  return () => {
    if (element.isConnected) return;
    const next = document.querySelector<HTMLElement>(address);
    next?.focus();
    if (!typed || !next || !isText(next)) return;
    // Words in a field that searches are no value yet, of which the part could have been drawn.
    if (next.dataset.list !== undefined) next.value = typed.value;
    next.setSelectionRange(typed.start, typed.end);
    if (next.dataset.list === undefined) return;
    // To come into the field opens its list, which covers what is below.
    if (typed.isOpen) next.dispatchEvent(new Event("input", { bubbles: true }));
    else next.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  };
}

/** Whether it is a field with a place between letters: of others the browser says none. */
const isText = (element: Element): element is HTMLInputElement | HTMLTextAreaElement =>
  (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) &&
  element.selectionStart !== null;

const wordsIn = (field: HTMLInputElement | HTMLTextAreaElement) => ({
  value: field.value,
  start: field.selectionStart,
  end: field.selectionEnd,
  isOpen: field.getAttribute("aria-expanded") === "true",
});

/** By what an element is found again in what takes its place. Null for what has nothing of its own. */
function addressOf(element: Element): string | null {
  const file = element.closest<HTMLElement>("[data-file]")?.dataset.file;
  // The ids of rows are numbers, which change when a row comes before them.
  if (file) return `[data-file="${CSS.escape(file)}"] ${inRow(element)}`;
  if (element.id) return `#${CSS.escape(element.id)}`;
  return isNamed(element) ? `${byName(element)}[value="${CSS.escape(element.value)}"]` : null;
}

function inRow(element: Element): string {
  const list = element instanceof HTMLInputElement ? element.dataset.list : undefined;
  if (list) return `[data-list="${CSS.escape(list)}"]`;
  return isNamed(element) ? byName(element) : element.localName;
}

const isNamed = (element: Element): element is Control =>
  (element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement) &&
  element.name !== "";

const byName = (element: Control) => `${element.localName}[name="${CSS.escape(element.name)}"]`;
