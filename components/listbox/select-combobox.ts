import { choiceText, keyOfChoice } from "@/lib/text/choice";
import { onLeave } from "./after-press";
import { country } from "./countries";
import { type Listbox, type ListEntry, listboxAt, listenToKeys } from "./listbox";
import { matching, meant, onlyMatch } from "./matching";
import { called } from "./names";
import { People, personEntry } from "./people";
import { holdUnmatched, showUnmatched } from "./unmatched";

/*
 * Turns a long list of a form into a field that searches. Without scripts the list itself is there: the field writes
 * into it, so that what is sent, kept in a draft and put back is the same.
 */

/** What is said of words that no entry has: while they are typed, and once somebody went on. */
export interface PickWords {
  none: string;
  unknown: string;
  /** The same of members. */
  nobody: string;
  several: string;
}

/** The entries of a list; with what they name, where the list says so (`data-names`). */
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

/** A field that takes the place of a list, with the list's name and description. */
export function fieldFor(select: HTMLSelectElement): HTMLInputElement {
  const field = document.createElement("input");
  field.className = select.className;
  field.dataset.list = select.name;
  // A browser that fills in a country by itself fills its name into a field, its code into a list.
  field.autocomplete = select.autocomplete === "country" ? "country-name" : "off";
  field.spellcheck = false;
  for (const name of ["aria-describedby", "aria-invalid"]) {
    const value = select.getAttribute(name);
    if (value !== null) field.setAttribute(name, value);
  }
  // A browser asks nobody to fill in what is hidden: it would refuse to send the form without a word.
  field.required = select.required;
  select.required = false;
  field.disabled = select.disabled;
  // Labels, links to the field and messages about it name it by its id.
  field.id = select.id;
  select.id = `${field.id}-list`;
  select.hidden = true;
  select.before(field);
  field.parentElement?.classList.add("combo");
  return field;
}

/** Writes a value as if it had been typed; `from` is where what listens to the form hears of it. */
function write(control: HTMLSelectElement | HTMLInputElement, value: string, from: HTMLElement | null): void {
  control.value = value;
  control.dispatchEvent(new Event("change", { bubbles: true }));
  from?.dispatchEvent(new Event("input", { bubbles: true }));
}

const wordsOf = (select: HTMLSelectElement) =>
  select.value === "" ? "" : (select.selectedOptions[0]?.textContent?.trim() ?? "");

/** Offers what was found, or says `none` where that is not null. */
function offerFound(
  listbox: Listbox<ListEntry>,
  label: string,
  found: readonly ListEntry[],
  none: string | null,
): void {
  if (found.length === 0 && none !== null) listbox.showNone(none);
  else listbox.show(found, `${label} (${found.length})`);
}

/** Shows the value again that a draft that is put back, or a form that is reset, gave to the list itself. */
function followForm(form: HTMLFormElement | null, show: () => void, isOther: () => boolean): void {
  form?.addEventListener("input", () => {
    if (isOther()) show();
  });
  form?.addEventListener("reset", () => setTimeout(show));
}

/** A list of which one is chosen. */
export function enhanceSelect(select: HTMLSelectElement, words: PickWords): void {
  const label = select.labels?.[0]?.textContent?.trim() ?? "";
  const empty = [...select.options].find(({ value }) => value === "");
  const field = fieldFor(select);
  field.placeholder = empty?.textContent?.trim() ?? "";
  // The value that stood when words were left that no entry has.
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
    // What is typed is no value of the form yet.
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
    // Also when what is typed was chosen before.
    isHeld: () => listbox.isOpen || !isChosen(),
    enter: () => {
      const only = isChosen() ? null : onlyMatch(field.value, entriesOf(select));
      if (only) set(only.key);
      else leave();
      if (kept === null) listbox.close();
    },
  });
  onLeave(field, leave);
  holdUnmatched(select.form, () => {
    leave();
    return kept === null ? null : { field, label, words: words.unknown };
  });
  followForm(select.form, show, () => document.activeElement !== field && kept !== select.value);
  show();
}

/**
 * A field of one text with a list of suggestions: choosing writes the suggestion into it. With `data-known` nothing but
 * a suggestion can be sent.
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
  /** Completes words that mean one entry. Answers whether there is one, or the field is empty. */
  const settle = (): boolean => {
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
      if (settle()) listbox.close();
    },
  });
  if (isKnown) {
    onLeave(field, settle);
    field.addEventListener("focus", offer);
    holdUnmatched(field.form, () => (settle() ? null : { field, label, words: words.unknown }));
  }
}

/** The entries of a list of suggestions; of members by their handles, which are written behind the names. */
export function suggestionsOf(list: HTMLElement | null, isOfPeople: boolean): ListEntry[] {
  if (!(list instanceof HTMLDataListElement)) return [];
  return [...list.options].map(({ value, label }) =>
    isOfPeople ? personEntry(keyOfChoice(value), label) : { key: value, label: label === "" ? value : label },
  );
}

/** Some entries, and those that were asked for by what is in the field. */
export function withPeople(
  own: readonly ListEntry[],
  people: People | null,
  field: HTMLInputElement,
): ListEntry[] {
  if (!people?.knows(field.value.trim())) return [...own];
  const known = new Set(own.map(({ key }) => key));
  return [...own, ...people.found.filter(({ key }) => !known.has(key))];
}
