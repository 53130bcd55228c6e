import "./effects";
import type { ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { EditorProvider } from "./context";
import type { EditorData } from "./model";
import { loadPartsWhenIdle } from "./part";

/** Answers which editor a place is for: each script of an editor brings its own, and none that another page needs. */
export type ChooseEditor = (place: HTMLElement) => ReactNode;

/**
 * Puts the editor in the place of the plain form or field that its page brought, with what the page says it starts
 * from. What was typed into the plain one before the editor had arrived stays: then the plain one is kept.
 */
export function mountEditor(choose: ChooseEditor): void {
  const place = document.getElementById("editor");
  const written = place?.dataset.editor;
  if (!place || !written) return;
  const data = JSON.parse(written) as EditorData;
  if (data.keepsPlain) return;
  const editor = choose(place);
  if (isTypedIn(place)) return;
  const hadFocus = place.contains(document.activeElement);
  place.replaceChildren();
  // At once: a key that is pressed now finds the one text or the other, never neither.
  flushSync(() => createRoot(place).render(<EditorProvider data={data}>{editor}</EditorProvider>));
  if (hadFocus) place.querySelector<HTMLElement>(".ProseMirror, .records button")?.focus();
  loadPartsWhenIdle();
}

/** Whether a field within says something else than the page gave it. */
function isTypedIn(place: HTMLElement): boolean {
  return [...place.querySelectorAll("textarea, input, select")].some((field) => {
    if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
    if (field instanceof HTMLSelectElement) return isChosenAnew(field);
    // A field without a name is how a script shows another one; what it shows is no value of the form.
    if (!(field instanceof HTMLInputElement) || field.name === "") return false;
    return field.type === "checkbox" || field.type === "radio"
      ? field.checked !== field.defaultChecked
      : field.value !== field.defaultValue;
  });
}

function isChosenAnew(field: HTMLSelectElement): boolean {
  const options = [...field.options];
  const given = options.filter(({ defaultSelected }) => defaultSelected);
  // Where the page chose none, a list of one shows its first.
  const first = given.length === 0 && !field.multiple ? options.slice(0, 1) : given;
  return options.some((option) => option.selected !== first.includes(option));
}
