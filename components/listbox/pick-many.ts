import { keyOfChoice } from "@/lib/text/choice";
import { onLeave } from "./after-press";
import { addBox, boxesOf } from "./boxes";
import { type Listbox, type ListEntry, listboxAt, listenToKeys } from "./listbox";
import { matching, meant, named } from "./matching";
import { isHandle, People } from "./people";
import { entriesOf, fieldFor, type PickWords, suggestionsOf, withPeople } from "./select-combobox";
import { blockUnmatched, showUnmatched } from "./unmatched";

type Control = HTMLSelectElement | HTMLInputElement;

/** Enhances a field for several values: each value chosen in the field becomes a box above it. */
export function enhancePick(group: HTMLElement, words: PickWords): void {
  const control = group.querySelector<Control>("[data-combo]");
  if (!control) return;
  const { name, form } = control;
  const label = group.querySelector(".vh")?.textContent?.trim() ?? "";
  const { field, isTyped, entries } = fieldIn(control, group);
  field.placeholder = label;
  field.parentElement?.classList.add("combo");
  const add = (entry: ListEntry) => {
    addBox(group, name, entry);
    field.value = "";
    showUnmatched(field, null);
    group.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const listbox = listboxAt(field, label, add);
  const leave = () => {
    const typed = field.value.trim();
    if (typed === "") {
      showUnmatched(field, null);
      return;
    }
    const own = offers.all();
    const exact =
      own.find(({ key }) => key.toLowerCase() === typed.toLowerCase()) ??
      (isTyped ? named(typed, own) : meant(typed, own));
    const wrong = exact ? null : offers.wrongWith(typed, own);
    if (exact) add(exact);
    else if (wrong === null) add({ key: typed, label: typed });
    else showUnmatched(field, wrong);
  };
  const offers = offersOf({ group, field, isTyped, entries, label, listbox, words, leave });
  blockUnmatched(form, () => {
    leave();
    const typed = field.value.trim();
    if (typed === "") return null;
    return { field, label, words: offers.wrongWith(typed, offers.all()) ?? words.unknown };
  });
  field.addEventListener("input", (event) => {
    event.stopPropagation();
    offers.offer();
  });
  field.addEventListener("focus", offers.offer);
  listenToKeys(field, listbox, {
    offer: offers.offer,
    isHeld: () => listbox.isOpen || field.value.trim() !== "",
    enter: () => {
      // The only match, even with a typing error.
      const [only, another] = isTyped || field.value.trim() === "" ? [] : offers.offered();
      if (only && !another) add(only);
      else leave();
      if (field.value.trim() === "") listbox.close();
    },
  });
  onLeave(field, leave);
}

/**
 * Returns a control's field and the entries on the page. The field is not sent; the boxes contain the chosen
 * values.
 */
function fieldIn(control: Control, group: HTMLElement) {
  const isTyped = control instanceof HTMLInputElement;
  const suggestions = isTyped ? control.list : null;
  const field = isTyped ? control : fieldFor(control);
  control.removeAttribute("name");
  if (isTyped) control.removeAttribute("list");
  const entries = () =>
    isTyped ? suggestionsOf(suggestions, group.dataset.people !== undefined) : entriesOf(control);
  return { field, isTyped, entries };
}

interface Offering {
  group: HTMLElement;
  field: HTMLInputElement;
  isTyped: boolean;
  entries: () => ListEntry[];
  label: string;
  listbox: Listbox<ListEntry>;
  words: PickWords;
  leave: () => void;
}

/** Creates the suggestions below the field; members are looked up during typing. */
function offersOf({ group, field, isTyped, entries, label, listbox, words, leave }: Offering) {
  const address = group.dataset.people;
  const all = () => (isTyped ? withPeople(entries(), people, field) : entries());
  /** Chosen entries, and near matches for their names, are no longer offered. */
  const offered = () => {
    const boxes = boxesOf(group).querySelectorAll<HTMLInputElement>("input[type=checkbox]:checked");
    const taken = new Set([...boxes].map(({ value }) => value));
    return matching(field.value, all()).filter(({ key }) => !taken.has(key));
  };
  const show = () => {
    const found = offered();
    const isKnown = !people || people.knows(field.value.trim());
    if (found.length > 0) listbox.show(found, `${label} (${found.length})`);
    else if (people && isKnown) listbox.showNone(words.nobody);
    else if (isTyped) listbox.show([], "");
    else listbox.showNone(words.none);
  };
  const people = address
    ? new People(address, () => {
        if (document.activeElement === field) show();
        else if (field.value.trim() !== "") leave();
      })
    : null;
  const offer = () => {
    show();
    people?.ask(field.value.trim());
  };
  /** Returns what is wrong with typed text that matches no entry; null if it is a valid value itself. */
  const wrongWith = (typed: string, own: readonly ListEntry[]): string | null => {
    if (people) {
      if (isHandle(typed) || keyOfChoice(typed) !== typed) return null;
      return matching(typed, own).length > 0 ? words.several : words.nobody;
    }
    return isTyped ? null : words.unknown;
  };
  return { all, offered, offer, wrongWith };
}
