import { afterPress } from "./after-press";
import { Listbox, type ListEntry } from "./listbox";
import { matching } from "./matching";
import { holdUnmatched, tellUnmatched } from "./unmatched";

/*
 * Turns a long list of a form into a field that searches. Without scripts the list itself is there: the field writes
 * into it, so that what is sent, kept in a draft and put back is the same.
 */

const entriesOf = (select: HTMLSelectElement): ListEntry[] =>
  [...select.options]
    .filter(({ value }) => value !== "")
    .map(({ value, textContent }) => ({ key: value, label: textContent?.trim() ?? "" }));

/** What is said of words that no entry has: while they are typed, and once somebody went on. */
const wordsOf = ({ dataset }: HTMLElement) => ({ none: dataset.none ?? "", unknown: dataset.unknown ?? "" });

/** A field that takes the place of a list, with the list's name and description. */
function fieldFor(select: HTMLSelectElement): HTMLInputElement {
  const field = document.createElement("input");
  field.className = select.className;
  field.dir = "auto";
  field.autocomplete = "off";
  for (const name of ["aria-describedby", "aria-invalid"]) {
    const value = select.getAttribute(name);
    if (value !== null) field.setAttribute(name, value);
  }
  // Labels, links to the field and messages about it name it by its id.
  field.id = select.id;
  select.id = `${field.id}-list`;
  select.hidden = true;
  select.before(field);
  field.parentElement?.classList.add("combo");
  return field;
}

/** A list of which one is chosen. */
export function enhanceSelect(select: HTMLSelectElement): void {
  const label = select.labels?.[0]?.textContent?.trim() ?? "";
  const empty = [...select.options].find(({ value }) => value === "");
  const field = fieldFor(select);
  field.placeholder = empty?.textContent?.trim() ?? "";
  const words = wordsOf(select);
  // The value that stood when words were left that no entry has.
  let kept: string | null = null;
  const worded = () => (select.value === "" ? "" : (select.selectedOptions[0]?.textContent?.trim() ?? ""));
  const show = () => {
    kept = null;
    tellUnmatched(field, null);
    field.value = worded();
  };
  const set = (value: string) => {
    if (value !== select.value) {
      select.value = value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
      select.dispatchEvent(new Event("input", { bubbles: true }));
    }
    show();
  };
  const listbox = new Listbox<ListEntry>(field, {
    label,
    place: (list) => field.after(list),
    choose: ({ key }) => set(key),
    isCombobox: true,
  });
  const offer = (typed: string) => {
    const found = matching(typed, entriesOf(select));
    if (found.length === 0) listbox.showNone(words.none);
    else listbox.show(found, `${label} (${found.length})`);
  };
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
    const [only, another] = typed === "" ? [] : matching(typed, entriesOf(select), 2);
    if (typed === worded()) show();
    else if (typed === "" && empty) set("");
    else if (only && (another === undefined || only.label.toLowerCase() === typed.toLowerCase()))
      set(only.key);
    else if (typed === "") show();
    else {
      kept = select.value;
      afterPress(() => kept !== null && tellUnmatched(field, words.unknown));
    }
  };
  field.addEventListener("keydown", (event) => {
    if (listbox.takeKey(event)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp")
      offer(field.value === worded() ? "" : field.value);
    // Who types means the list, not yet the form.
    if (event.key === "Enter" && !event.isComposing && field.value.trim() !== worded()) {
      event.preventDefault();
      leave();
      if (kept === null) listbox.close();
    }
  });
  field.addEventListener("blur", () => {
    listbox.close();
    leave();
  });
  holdUnmatched(select.form, () => {
    leave();
    return kept === null ? null : { field, label, words: words.unknown };
  });
  // A draft that is put back, or a form that is reset, changes the list itself.
  select.form?.addEventListener("input", () => {
    if (document.activeElement !== field && kept !== select.value) show();
  });
  select.form?.addEventListener("reset", () => setTimeout(show));
  show();
}

/** A field of one text with a list of suggestions: choosing writes the suggestion into it. */
export function enhanceTyped(field: HTMLInputElement): void {
  const suggestions = field.list;
  const label = field.labels?.[0]?.textContent?.trim() ?? "";
  field.removeAttribute("list");
  field.parentElement?.classList.add("combo");
  const listbox = new Listbox<ListEntry>(field, {
    label,
    place: (list) => field.after(list),
    choose: ({ key }) => {
      field.value = key;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      field.form?.dispatchEvent(new Event("input", { bubbles: true }));
    },
    isCombobox: true,
  });
  const offer = () => {
    const found = matching(field.value, suggestionsOf(suggestions));
    listbox.show(found, `${label} (${found.length})`);
  };
  field.addEventListener("input", offer);
  field.addEventListener("keydown", (event) => {
    if (!listbox.takeKey(event) && (event.key === "ArrowDown" || event.key === "ArrowUp")) offer();
  });
  field.addEventListener("blur", () => listbox.close());
}

const suggestionsOf = (list: HTMLElement | null): ListEntry[] =>
  list instanceof HTMLDataListElement
    ? [...list.options].map(({ value, label }) => ({ key: value, label: label === "" ? value : label }))
    : [];

/** Adds one more to values that are chosen from a list, as a ticked box. */
function addBox(group: HTMLElement, before: Element, name: string, { key, label }: ListEntry): void {
  for (const box of group.querySelectorAll<HTMLInputElement>("input[type=checkbox]"))
    if (box.value === key) {
      box.checked = true;
      return;
    }
  const pick = document.createElement("label");
  pick.className = "pick";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.name = name;
  box.value = key;
  box.checked = true;
  const words = document.createElement("bdi");
  words.textContent = label;
  pick.append(box, words);
  before.before(pick);
}

/** Where values that nobody has in the page are asked for, as the directory of members. */
async function ask(url: string, typed: string, signal: AbortSignal): Promise<ListEntry[]> {
  const response = await fetch(`${url}?${new URLSearchParams({ q: typed })}`, { signal });
  if (!response.ok) return [];
  const { people } = (await response.json()) as { people: { handle: string; name: string }[] };
  return people.map(({ handle, name }) => ({
    key: handle,
    label: name,
    detail: `@${handle}`,
    isDetailLtr: true,
  }));
}

/** Several values: what is chosen in the field becomes a box above it. */
export function enhancePick(group: HTMLElement): void {
  const control = group.querySelector<HTMLSelectElement | HTMLInputElement>("[data-combo]");
  if (!control) return;
  const { name } = control;
  const label = group.querySelector(".vh")?.textContent?.trim() ?? "";
  const marker = group.querySelector("label.vh") ?? control;
  const most = Number(group.dataset.most ?? "0");
  const isTyped = control instanceof HTMLInputElement;
  const suggestions = isTyped ? control.list : null;
  const field = isTyped ? control : fieldFor(control);
  // The boxes say what is chosen; the field itself sends nothing.
  control.removeAttribute("name");
  if (isTyped) control.removeAttribute("list");
  field.placeholder = label;
  field.parentElement?.classList.add("combo");
  const words = wordsOf(control);
  const all = (): ListEntry[] => (isTyped ? suggestionsOf(suggestions) : entriesOf(control));
  const taken = () =>
    new Set(
      [...group.querySelectorAll<HTMLInputElement>("input[type=checkbox]:checked")].map(({ value }) => value),
    );
  const add = (entry: ListEntry) => {
    if (most > 0 && taken().size >= most)
      for (const box of group.querySelectorAll<HTMLInputElement>("input[type=checkbox]")) box.checked = false;
    addBox(group, marker, name, entry);
    field.value = "";
    tellUnmatched(field, null);
    group.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const listbox = new Listbox<ListEntry>(field, {
    label,
    place: (list) => field.after(list),
    choose: add,
    isCombobox: true,
  });
  let asking = new AbortController();
  const offer = () => {
    const own = taken();
    const found = matching(
      field.value,
      all().filter(({ key }) => !own.has(key)),
    );
    const show = (entries: ListEntry[]) =>
      entries.length === 0 && !isTyped
        ? listbox.showNone(words.none)
        : listbox.show(entries, `${label} (${entries.length})`);
    show(found);
    const url = group.dataset.people;
    if (!url || field.value.trim().length < 2) return;
    asking.abort();
    asking = new AbortController();
    ask(url, field.value.trim(), asking.signal)
      .then((people) => {
        const known = new Set([...own, ...found.map(({ key }) => key)]);
        if (document.activeElement === field)
          show([...found, ...people.filter(({ key }) => !known.has(key))]);
      })
      // A help, not a step: when it fails there is less to choose from.
      .catch(() => undefined);
  };
  const leave = () => {
    const typed = field.value.trim();
    if (typed === "") {
      tellUnmatched(field, null);
      return;
    }
    const exact = all().find((entry) =>
      [entry.label, entry.key].some((one) => one.toLowerCase() === typed.toLowerCase()),
    );
    if (exact) add(exact);
    else if (isTyped) add({ key: typed, label: typed });
    else afterPress(() => field.value.trim() !== "" && tellUnmatched(field, words.unknown));
  };
  holdUnmatched(control.form, () => {
    leave();
    return field.value.trim() === "" ? null : { field, label, words: words.unknown };
  });
  field.addEventListener("input", (event) => {
    event.stopPropagation();
    offer();
  });
  field.addEventListener("focus", offer);
  field.addEventListener("keydown", (event) => {
    if (listbox.takeKey(event)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") offer();
    if (event.key === "Enter" && field.value.trim() !== "" && !event.isComposing) {
      event.preventDefault();
      leave();
    }
  });
  field.addEventListener("blur", () => {
    listbox.close();
    leave();
  });
  // A draft that is put back names values that have no box yet.
  group.addEventListener("pick", (event) => {
    for (const value of (event as CustomEvent<readonly string[]>).detail)
      addBox(group, marker, name, all().find(({ key }) => key === value) ?? { key: value, label: value });
  });
}
