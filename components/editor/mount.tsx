import "./effects";
import type { ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { EditorProvider } from "./context";
import type { EditorData } from "./model";
import { loadPartsWhenIdle } from "./part";

/** Chooses the editor for a place. Each editor's script has its own, so that it contains no other editor. */
export type ChooseEditor = (place: HTMLElement) => ReactNode;

/**
 * Replaces the plain form or field of the page with the editor, using the data in the page. If something was
 * typed into the plain one before the editor loaded, the plain one stays.
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
  // Synchronously: a key pressed now reaches the plain field or the editor, never neither.
  flushSync(() => createRoot(place).render(<EditorProvider data={data}>{editor}</EditorProvider>));
  // The editor has taken the focus itself if it began with an open record.
  if (hadFocus && !place.contains(document.activeElement))
    place.querySelector<HTMLElement>(".ProseMirror, .records button")?.focus();
  loadPartsWhenIdle();
}

/** Whether a field in `place` differs from the page's value. */
function isTypedIn(place: HTMLElement): boolean {
  return [...place.querySelectorAll("textarea, input, select")].some((field) => {
    if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
    if (field instanceof HTMLSelectElement) return isChosenAnew(field);
    // A field without a name is a script's replacement for another field; its value is not sent.
    if (!(field instanceof HTMLInputElement) || field.name === "") return false;
    return field.type === "checkbox" || field.type === "radio"
      ? field.checked !== field.defaultChecked
      : field.value !== field.defaultValue;
  });
}

function isChosenAnew(field: HTMLSelectElement): boolean {
  const options = [...field.options];
  const given = options.filter(({ defaultSelected }) => defaultSelected);
  // If the page chose none, a single-choice list shows its first option.
  const first = given.length === 0 && !field.multiple ? options.slice(0, 1) : given;
  return options.some((option) => option.selected !== first.includes(option));
}
