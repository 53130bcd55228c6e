import { keyOfChoice } from "@/lib/text/choice";
import { onLeave } from "./after-press";
import { addBox, boxesOf } from "./boxes";
import { Listbox, type ListEntry } from "./listbox";
import { matching, meant, named } from "./matching";
import { isHandle, People } from "./people";
import { entriesOf, fieldFor, type PickWords, suggestionsOf, withPeople } from "./select-combobox";
import { holdUnmatched, showUnmatched } from "./unmatched";

/** Several values: what is chosen in the field becomes a box above it. */
export function enhancePick(group: HTMLElement, words: PickWords): void {
  const control = group.querySelector<HTMLSelectElement | HTMLInputElement>("[data-combo]");
  if (!control) return;
  const { name } = control;
  const label = group.querySelector(".vh")?.textContent?.trim() ?? "";
  const isTyped = control instanceof HTMLInputElement;
  const suggestions = isTyped ? control.list : null;
  const field = isTyped ? control : fieldFor(control);
  // The boxes say what is chosen; the field itself sends nothing.
  control.removeAttribute("name");
  if (isTyped) control.removeAttribute("list");
  field.placeholder = label;
  field.parentElement?.classList.add("combo");
  const address = group.dataset.people;
  const all = (): ListEntry[] =>
    isTyped
      ? withPeople(suggestionsOf(suggestions, address !== undefined), people, field)
      : entriesOf(control);
  const taken = () =>
    new Set(
      [...boxesOf(group).querySelectorAll<HTMLInputElement>("input[type=checkbox]:checked")].map(
        ({ value }) => value,
      ),
    );
  const add = (entry: ListEntry) => {
    addBox(group, name, entry);
    field.value = "";
    showUnmatched(field, null);
    group.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const listbox = new Listbox<ListEntry>(field, {
    label,
    place: (list) => field.after(list),
    choose: add,
    isCombobox: true,
  });
  /** What is chosen already is what was meant, and is offered no more: nor is what is nearly called so. */
  const offered = () => {
    const own = taken();
    return matching(field.value, all()).filter(({ key }) => !own.has(key));
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
  /** What is wrong with words that are no entry; null where they can be a value as they are. */
  const wrongWith = (typed: string, own: readonly ListEntry[]): string | null => {
    if (people) {
      if (isHandle(typed) || keyOfChoice(typed) !== typed) return null;
      return matching(typed, own).length > 0 ? words.several : words.nobody;
    }
    return isTyped ? null : words.unknown;
  };
  const leave = () => {
    const typed = field.value.trim();
    if (typed === "") {
      showUnmatched(field, null);
      return;
    }
    const own = all();
    const exact =
      own.find(({ key }) => key.toLowerCase() === typed.toLowerCase()) ??
      (isTyped ? named(typed, own) : meant(typed, own));
    const wrong = exact ? null : wrongWith(typed, own);
    if (exact) add(exact);
    else if (wrong === null) add({ key: typed, label: typed });
    else showUnmatched(field, wrong);
  };
  holdUnmatched(control.form, () => {
    leave();
    const typed = field.value.trim();
    return typed === "" ? null : { field, label, words: wrongWith(typed, all()) ?? words.unknown };
  });
  field.addEventListener("input", (event) => {
    event.stopPropagation();
    offer();
  });
  field.addEventListener("focus", offer);
  field.addEventListener("keydown", (event) => {
    if (listbox.takeKey(event)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") offer();
    // Enter means the list as long as it is open, not yet the form.
    if (event.key === "Enter" && !event.isComposing && (listbox.isOpen || field.value.trim() !== "")) {
      event.preventDefault();
      // The one entry that is offered, though a letter of it may be wrong.
      const [only, another] = isTyped || field.value.trim() === "" ? [] : offered();
      if (only && !another) add(only);
      else leave();
      if (field.value.trim() === "") listbox.close();
    }
  });
  onLeave(field, leave);
}
