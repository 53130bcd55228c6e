import { enhancePick, enhanceSelect, enhanceTyped } from "@/components/listbox/select-combobox";

/** Long lists of forms become fields that search. What the editor draws in their place is its own. */
export function startPicks(): void {
  for (const group of document.querySelectorAll<HTMLElement>("[data-pick]"))
    if (isOurs(group)) enhancePick(group);
  for (const select of document.querySelectorAll<HTMLSelectElement>("select[data-combo]"))
    if (isOurs(select) && !select.closest("[data-pick]")) enhanceSelect(select);
  for (const field of document.querySelectorAll<HTMLInputElement>("input[data-combo]"))
    if (isOurs(field) && !field.closest("[data-pick]")) enhanceTyped(field);
}

const isOurs = (element: Element) => !element.closest("#editor");
