import { choiceText, keyOfChoice } from "@/lib/text/choice";
import { onLeave } from "./after-press";
import { country } from "./countries";
import { type Listbox, type ListEntry, listboxAt, listenToKeys } from "./listbox";
import { matching, meant, onlyMatch } from "./matching";
import { called } from "./names";
import { People, personEntry } from "./people";
import { blockUnmatched, showUnmatched } from "./unmatched";

/*
 * Turns a long list of a form into a search field. The list itself stays for browsers without scripts, and
 * the field writes into it, so that sending, drafts and restoring work the same.
 */

/** The messages for text that matches no entry: while it is typed, and after the field is left. */
export interface PickWords {
  none: string;
  unknown: string;
  /** The same messages for members. */
  nobody: string;
  several: string;
}

/** Returns the entries of a list; with what they are names of if the list says so (`data-names`). */
export function entriesOf(select: HTMLSelectElement): ListEntry[] {
  const { names } = select.dataset;
  const calledBy = (code: string) => {
    if (names === "country") return country(code);
    return names === "language" || names === "currency" ? called(names, code) : undefined;
  };
  return [...select.options]
    .filter(({ value }) => value !== "")
    .map(({ value, textContent, dataset }) => ({
      key: value,
      label: textContent?.trim() ?? "",
      called: calledBy(dataset.code ?? value),
    }));
}

/** Creates a field that replaces a list, with the list's name and description. */
export function fieldFor(select: HTMLSelectElement): HTMLInputElement {
  const field = document.createElement("input");
  field.className = select.className;
  field.dataset.list = select.name;
  // Browsers that fill in a country put its name into a field, but its code into a list.
  field.autocomplete = select.autocomplete === "country" ? "country-name" : "off";
  field.spellcheck = false;
  for (const name of ["aria-describedby", "aria-invalid"]) {
    const value = select.getAttribute(name);
    if (value !== null) field.setAttribute(name, value);
  }
  // A required list that is hidden would make the browser refuse to send the form without a message.
  field.required = select.required;
  select.required = false;
  field.disabled = select.disabled;
  // Labels, links and messages refer to the field by its id.
  field.id = select.id;
  select.id = `${field.id}-list`;
  select.hidden = true;
  select.before(field);
  field.parentElement?.classList.add("combo");
  return field;
}

/** Sets a value as if it had been typed; the event is dispatched on `from`. */
function write(control: HTMLSelectElement | HTMLInputElement, value: string, from: HTMLElement | null): void {
  control.value = value;
  control.dispatchEvent(new Event("change", { bubbles: true }));
  from?.dispatchEvent(new Event("input", { bubbles: true }));
}

const wordsOf = (select: HTMLSelectElement) =>
  select.value === "" ? "" : (select.selectedOptions[0]?.textContent?.trim() ?? "");

/** Offers the results, or says `none` if that is not null. */
function offerFound(
  listbox: Listbox<ListEntry>,
  label: string,
  found: readonly ListEntry[],
  none: string | null,
): void {
  if (found.length === 0 && none !== null) listbox.showNone(none);
  else listbox.show(found, `${label} (${found.length})`);
}

/** Shows the value again that a restored draft or a form reset set in the list itself. */
function followForm(form: HTMLFormElement | null, show: () => void, isOther: () => boolean): void {
  form?.addEventListener("input", () => {
    if (isOther()) show();
  });
  form?.addEventListener("reset", () => setTimeout(show));
}

/** Enhances a list with a single choice. */
export function enhanceSelect(select: HTMLSelectElement, words: PickWords): void {
  const label = select.labels?.[0]?.textContent?.trim() ?? "";
  const empty = [...select.options].find(({ value }) => value === "");
  const field = fieldFor(select);
  field.placeholder = empty?.textContent?.trim() ?? "";
  // The value before the field was left with text that matches no entry.
  let kept: string | null = null;
  const show = () => {
    kept = null;
    showUnmatched(field, null);
    field.value = wordsOf(select);
  };
  const set = (value: string) => {
    if (value !== select.value) write(select, value, select);
    show();
  };
  const listbox = listboxAt(field, label, ({ key }) => set(key));
  const offer = (typed: string) => offerFound(listbox, label, matching(typed, entriesOf(select)), words.none);
  field.addEventListener("input", (event) => {
    // Typed text is not a value of the form yet.
    event.stopPropagation();
    offer(field.value);
  });
  field.addEventListener("focus", () => {
    field.select();
    offer(kept === null ? "" : field.value);
  });
  const leave = () => {
    const typed = field.value.trim();
    const entry = meant(typed, entriesOf(select));
    if (typed === wordsOf(select)) show();
    else if (typed === "" && empty) set("");
    else if (entry) set(entry.key);
    else if (typed === "") show();
    else {
      kept = select.value;
      showUnmatched(field, words.unknown);
    }
  };
  const isChosen = () => field.value.trim() === wordsOf(select);
  listenToKeys(field, listbox, {
    offer: () => offer(field.value === wordsOf(select) ? "" : field.value),
    // Also if the typed entry was chosen before.
    isHeld: () => listbox.isOpen || !isChosen(),
    enter: () => {
      const only = isChosen() ? null : onlyMatch(field.value, entriesOf(select));
      if (only) set(only.key);
      else leave();
      if (kept === null) listbox.close();
    },
  });
  onLeave(field, leave);
  blockUnmatched(select.form, () => {
    leave();
    return kept === null ? null : { field, label, words: words.unknown };
  });
  followForm(select.form, show, () => document.activeElement !== field && kept !== select.value);
  show();
}

/**
 * Enhances a text field with suggestions: choosing one fills it in. With `data-known`, only suggestions can
 * be sent.
 */
export function enhanceTyped(field: HTMLInputElement, words: PickWords): void {
  const suggestions = field.list;
  const label = field.labels?.[0]?.textContent?.trim() ?? "";
  const address = field.dataset.people;
  const isKnown = field.dataset.known !== undefined;
  const set = (value: string) => {
    if (field.value !== value) write(field, value, field.form);
  };
  field.removeAttribute("list");
  field.parentElement?.classList.add("combo");
  const listbox = listboxAt(field, label, ({ key, label: name }) => {
    showUnmatched(field, null);
    set(people ? choiceText(name, key) : key);
  });
  const show = () => {
    const found = matching(
      field.value,
      withPeople(suggestionsOf(suggestions, people !== null), people, field),
    );
    offerFound(listbox, label, found, isKnown ? words.none : null);
  };
  const people = address
    ? new People(address, () => {
        if (document.activeElement === field) show();
      })
    : null;
  const offer = () => {
    show();
    people?.ask(field.value.trim());
  };
  /** Completes text that means one entry. Returns whether there is one or the field is empty. */
  const applyTyped = (): boolean => {
    const typed = field.value.trim();
    const entry = typed === "" ? null : meant(typed, suggestionsOf(suggestions, false));
    if (entry) set(entry.key);
    const isRight = typed === "" || entry !== null;
    showUnmatched(field, isRight ? null : words.unknown);
    return isRight;
  };
  field.addEventListener("input", offer);
  listenToKeys(field, listbox, {
    offer,
    isHeld: () => isKnown && listbox.isOpen,
    enter: () => {
      const only = onlyMatch(field.value, suggestionsOf(suggestions, false));
      if (only) set(only.key);
      if (applyTyped()) listbox.close();
    },
  });
  if (isKnown) {
    onLeave(field, applyTyped);
    field.addEventListener("focus", offer);
    blockUnmatched(field.form, () => (applyTyped() ? null : { field, label, words: words.unknown }));
  }
}

/** Returns the entries of a list of suggestions; members have their handles after their names. */
export function suggestionsOf(list: HTMLElement | null, isOfPeople: boolean): ListEntry[] {
  if (!(list instanceof HTMLDataListElement)) return [];
  return [...list.options].map(({ value, label }) =>
    isOfPeople ? personEntry(keyOfChoice(value), label) : { key: value, label: label === "" ? value : label },
  );
}

/** Returns entries together with those looked up for the field's text. */
export function withPeople(
  own: readonly ListEntry[],
  people: People | null,
  field: HTMLInputElement,
): ListEntry[] {
  if (!people?.knows(field.value.trim())) return [...own];
  const known = new Set(own.map(({ key }) => key));
  return [...own, ...people.found.filter(({ key }) => !known.has(key))];
}
