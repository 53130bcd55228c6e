import type { ListEntry } from "./listbox";

/** Returns the element with the boxes of the chosen values. */
export const boxesOf = (group: HTMLElement): Element => group.querySelector(".picks") ?? group;

/** Adds a value chosen from a list as a ticked box. */
export function addBox(group: HTMLElement, name: string, { key, label }: ListEntry): void {
  const boxes = boxesOf(group);
  for (const box of boxes.querySelectorAll<HTMLInputElement>("input[type=checkbox]"))
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
  boxes.append(pick);
}
