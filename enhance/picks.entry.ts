import { pressEnded } from "@/components/listbox/after-press";
import { enhancePick } from "@/components/listbox/pick-many";
import { enhanceSelect, enhanceTyped, type PickWords } from "@/components/listbox/select-combobox";
import { pick as arabic } from "@/messages/ar/common.json";
import { pick as english } from "@/messages/en/common.json";
import { pick as french } from "@/messages/fr/common.json";
import { longLists, pickGroups, typedLists } from "./picks";

/* Turns long lists into search fields. `app.js` loads it on pages that have one. */

const WORDS: Readonly<Record<string, PickWords>> = { ar: arabic, en: english, fr: french };
const words = WORDS[document.documentElement.lang] ?? english;
const done = new WeakSet<Element>();

/** Runs once for each element: at once, or after the user leaves a list in use. */
function once<E extends HTMLElement>(elements: readonly E[], enhance: (element: E) => void): void {
  for (const element of elements) {
    if (done.has(element)) continue;
    done.add(element);
    if (element.contains(document.activeElement))
      element.addEventListener("focusout", () => void pressEnded().then(() => enhance(element)), {
        once: true,
      });
    else enhance(element);
  }
}

function enhanceAll(): void {
  once(pickGroups(), (group) => enhancePick(group, words));
  once(longLists(), (select) => enhanceSelect(select, words));
  once(typedLists(), (field) => enhanceTyped(field, words));
}

enhanceAll();
document.addEventListener("octopus:redrawn", enhanceAll);
