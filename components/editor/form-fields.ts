import { addBox } from "@/components/listbox/boxes";
import type { FormContent } from "@/lib/revisions/form-draft";

/* What a form holds, field by field, as a draft of it is kept and put back. */

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
type Value = FormContent["fields"][number][1];

/** What no draft holds: what the page itself put there, files, and the text, which has a draft of its own. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "hidden",
  "submit",
  "button",
  "reset",
  "image",
  "file",
  "password",
]);

function controlsOf(form: HTMLFormElement): Map<string, Control[]> {
  const found = new Map<string, Control[]>();
  for (const one of form.elements) {
    const isControl =
      one instanceof HTMLInputElement ||
      one instanceof HTMLSelectElement ||
      one instanceof HTMLTextAreaElement;
    if (!isControl || one.name === "" || one.closest("#editor")) continue;
    if (LEFT_OUT.has(one.type) && !isMarker(one)) continue;
    found.set(one.name, [...(found.get(one.name) ?? []), one]);
  }
  return found;
}

/** What says that values can be chosen there, also while there are none. */
const isMarker = (one: Control) => one.type === "hidden" && one.parentElement?.dataset.pick !== undefined;

const isBox = (one: Control): one is HTMLInputElement =>
  one instanceof HTMLInputElement && (one.type === "checkbox" || one.type === "radio");

function readValue(name: string, controls: readonly Control[]): Value {
  const values = controls.flatMap((one) => {
    if (isMarker(one)) return [];
    if (isBox(one)) return one.checked ? [one.value] : [];
    if (one instanceof HTMLSelectElement && one.multiple)
      return [...one.selectedOptions].map((option) => option.value);
    return [one.value];
  });
  return name.endsWith("[]") ? values : (values[0] ?? "");
}

/** What stands in a form now. */
export function readForm(form: HTMLFormElement): FormContent {
  return { fields: [...controlsOf(form)].map(([name, controls]) => [name, readValue(name, controls)]) };
}

/** Puts a draft back into its form; fields that the form no longer has are passed over. */
export function fillForm(form: HTMLFormElement, { fields }: FormContent): void {
  addBoxes(form, fields);
  const standing = controlsOf(form);
  for (const [name, value] of fields) {
    const controls = standing.get(name) ?? [];
    const values = typeof value === "string" ? [value] : value;
    for (const [n, one] of controls.entries()) {
      if (isMarker(one)) continue;
      if (isBox(one)) one.checked = values.includes(one.value) && one.value !== "";
      else if (one instanceof HTMLSelectElement && one.multiple)
        for (const option of one.options) option.selected = values.includes(option.value);
      else one.value = values[n] ?? "";
    }
    // What opens and closes with its choices shows that it has some.
    const fold = controls[0]?.closest("details");
    if (fold && values.some((one) => one !== "")) fold.open = true;
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Gives a form a value that is not seen; what stands there under this name already gets it. */
export function setHidden(form: HTMLFormElement, name: string, value: string): void {
  const field =
    form.querySelector<HTMLInputElement>(`input[name="${name}"]`) ?? document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  form.append(field);
}

/** Has values of a draft drawn that the page has no box for yet. */
function addBoxes(form: HTMLFormElement, fields: FormContent["fields"]): void {
  const drafted = new Map(fields);
  for (const group of form.querySelectorAll<HTMLElement>("[data-pick]")) {
    const name = group.querySelector<HTMLInputElement>("input[type=hidden]")?.name ?? "";
    const options = [...(group.querySelector("select")?.options ?? [])];
    for (const key of [drafted.get(name) ?? []].flat()) {
      if (key === "") continue;
      const label = options.find(({ value }) => value === key)?.textContent?.trim() ?? key;
      addBox(group, name, { key, label });
    }
  }
}

/** A field in which a draft and its form differ, in the words of the page. */
interface FieldChange {
  name: string;
  label: string;
  before: string;
  after: string;
}

/** All of them, in the order of the form. `join` puts several choices into one line. */
export function changesIn(
  form: HTMLFormElement,
  content: unknown,
  join: (words: string[]) => string = (words) => words.join(" "),
): FieldChange[] {
  const drafted = new Map((content as FormContent).fields);
  return [...controlsOf(form)].flatMap(([name, controls]) => {
    const [before, after] = [readValue(name, controls), drafted.get(name)];
    if (after === undefined || JSON.stringify(before) === JSON.stringify(after)) return [];
    const worded = (value: Value) => wordsOf(controls, value, join);
    return [{ name, label: labelOf(controls), before: worded(before), after: worded(after) }];
  });
}

function wordsOf(controls: readonly Control[], value: Value, join: (words: string[]) => string): string {
  const values = (typeof value === "string" ? [value] : value).filter((one) => one !== "");
  return join(values.map((one) => wordOf(controls, one)));
}

/** A choice as the page names it, anything else as it was typed. */
function wordOf(controls: readonly Control[], value: string): string {
  for (const one of controls) {
    if (!isMarker(one) && isBox(one) && one.value === value) return textOf(one.labels?.[0]);
    if (one instanceof HTMLSelectElement)
      for (const option of one.options) if (option.value === value) return textOf(option);
  }
  return value;
}

/** What a field is called: a group of boxes by its legend, unless it is a box by itself. */
function labelOf(controls: readonly Control[]): string {
  const [first] = controls;
  const legend = first?.closest("fieldset")?.querySelector("legend");
  const isGroup = first !== undefined && (isMarker(first) || (controls.length > 1 && isBox(first)));
  return textOf(isGroup && legend ? legend : first?.labels?.[0]);
}

const textOf = (element: Element | null | undefined) => element?.textContent?.trim() ?? "";
