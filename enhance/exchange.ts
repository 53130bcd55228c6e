type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * Replaces parts of the page with redrawn ones, and starts the scripts on them. A reader inside one keeps the
 * focus and the typed text.
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

/** Opens the blocks that the reader had opened, matched by their labels; ambiguous labels are skipped. */
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

/** Copies typed text and choices from lists into the fields of a redrawn part; ticks are not copied. */
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

/** Returns a function that restores the focus after the exchange. */
function placeOf(element: Element | null): () => void {
  const address = element && addressOf(element);
  if (!address) return () => undefined;
  // Read before it leaves the page: that blurs the field, which changes the text of a search field.
  const typed = isText(element) ? wordsIn(element) : null;
  return () => {
    if (element.isConnected) return;
    const next = document.querySelector<HTMLElement>(address);
    next?.focus();
    if (!typed || !next || !isText(next)) return;
    // Text in a search field is not a value yet, so the redrawn part cannot contain it.
    if (next.dataset.list !== undefined) next.value = typed.value;
    next.setSelectionRange(typed.start, typed.end);
    if (next.dataset.list === undefined) return;
    // Focusing the field opens its list, which covers what is below.
    if (typed.isOpen) next.dispatchEvent(new Event("input", { bubbles: true }));
    else next.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  };
}

/** Checks whether a field has a text cursor: browsers report none for others. */
const isText = (element: Element): element is HTMLInputElement | HTMLTextAreaElement =>
  (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) &&
  element.selectionStart !== null;

const wordsIn = (field: HTMLInputElement | HTMLTextAreaElement) => ({
  value: field.value,
  start: field.selectionStart,
  end: field.selectionEnd,
  isOpen: field.getAttribute("aria-expanded") === "true",
});

/** Returns a selector that finds an element in the redrawn part; null if it has no identity. */
function addressOf(element: Element): string | null {
  const file = element.closest<HTMLElement>("[data-file]")?.dataset.file;
  // Ids of rows are numbers that change when a row is inserted before them.
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
