import { addBox } from "@/components/listbox/boxes";
import type { FormContent } from "@/lib/revisions/form-draft";

/* The values of a form's fields, as they are stored in a draft and restored. */

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
type Value = FormContent["fields"][number][1];

/** Types of inputs that drafts leave out: values that the page itself set, buttons, files and passwords. */
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

/** Whether a hidden input marks that values can be chosen there, even while none are. */
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

/** Reads the current values of a form. */
export function readForm(form: HTMLFormElement): FormContent {
  return { fields: [...controlsOf(form)].map(([name, controls]) => [name, readValue(name, controls)]) };
}

/** Lists what is typed into the lines and text areas of a form. */
export const typedTexts = (form: HTMLFormElement): string[] => typedControls(form).map(({ value }) => value);

/** Changes what is typed into the lines and text areas of a form. */
export function changeTyped(form: HTMLFormElement, change: (text: string) => string): void {
  for (const one of typedControls(form)) {
    const value = change(one.value);
    if (value !== one.value) one.value = value;
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

const typedControls = (form: HTMLFormElement) =>
  [...controlsOf(form).values()].flat().filter((one) => one.type === "text" || one.type === "textarea");

/** Restores a draft in its form; fields that the form no longer has are skipped. */
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
    // A collapsed group of choices opens if some are chosen.
    const fold = controls[0]?.closest("details");
    if (fold && values.some((one) => one !== "")) fold.open = true;
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Sets a hidden value in a form, in its existing field of this name if there is one. */
export function setHidden(form: HTMLFormElement, name: string, value: string): void {
  const field =
    form.querySelector<HTMLInputElement>(`input[name="${name}"]`) ?? document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  form.append(field);
}

/** Adds checkboxes for values of a draft for which the page has none yet. */
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

/** Returns all differences in the order of the form. `join` combines several choices into one line. */
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

/** Returns the label of a choice, or any other value as typed. */
function wordOf(controls: readonly Control[], value: string): string {
  for (const one of controls) {
    if (!isMarker(one) && isBox(one) && one.value === value) return textOf(one.labels?.[0]);
    if (one instanceof HTMLSelectElement)
      for (const option of one.options) if (option.value === value) return textOf(option);
  }
  return value;
}

/** Returns the label of a field: for a group of checkboxes its legend, for a single checkbox its own label. */
function labelOf(controls: readonly Control[]): string {
  const [first] = controls;
  const legend = first?.closest("fieldset")?.querySelector("legend");
  const isGroup = first !== undefined && (isMarker(first) || (controls.length > 1 && isBox(first)));
  return textOf(isGroup && legend ? legend : first?.labels?.[0]);
}

const textOf = (element: Element | null | undefined) => element?.textContent?.trim() ?? "";
