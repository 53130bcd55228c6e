import { askFor } from "./ask";
import { add, onOther, readList, remove } from "./store";
import { copy, say, showCopied, word, wordsElement } from "./words";

const MARKS = "[data-draft]";

/** Adds the buttons to each provision of the page, also after a list was redrawn. */
export function startDraftButtons(): void {
  if (!wordsElement()) return;
  draw();
  document.addEventListener("octopus:redrawn", draw);
  onOther(draw);
}

function draw(): void {
  const list = readList();
  const kept = new Set(list.map((one) => one.key));
  for (const mark of document.querySelectorAll<HTMLElement>(MARKS)) {
    if (!mark.firstElementChild) furnish(mark);
    const isKept = kept.has(mark.dataset.draft ?? "");
    const [, toggle, link] = mark.children;
    const label = toggle?.firstElementChild;
    if (label) label.textContent = word(isKept ? "drop" : "add");
    if (link instanceof HTMLElement) {
      link.hidden = !isKept;
      link.textContent = word("list", list.length);
    }
  }
}

function furnish(mark: HTMLElement): void {
  const key = mark.dataset.draft ?? "";
  const copying = button(mark, word("copying"));
  copying.addEventListener("click", async () => {
    const text = askFor([key]).then(({ entries }) => entries[0]?.plain ?? "");
    if (await copy(text)) showCopied(copying);
    else tell(mark, word("uncopied"));
  });
  const toggle = button(mark, "");
  toggle.addEventListener("click", () => {
    if (readList().some((one) => one.key === key)) {
      const isGone = remove(key);
      tell(mark, word(isGone ? "dropped" : "unkept"), isGone);
    } else {
      const came = add(key);
      tell(mark, word(came, readList().length), came === "added");
    }
    draw();
  });
  const link = document.createElement("a");
  link.href = word("href");
  link.hidden = true;
  mark.append(copying, toggle, link);
  if (!navigator.clipboard) copying.hidden = true;
}

function button(mark: HTMLElement, label: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn sm quiet";
  const words = document.createElement("span");
  words.textContent = label;
  const name = document.createElement("span");
  name.className = "vh";
  name.textContent = ` (${mark.dataset.name})`;
  made.append(words, name);
  return made;
}

/** Announces the result to screen readers and shows it. `isPlain`: the buttons already show it, so no text is added. */
function tell(mark: HTMLElement, text: string, isPlain = false): void {
  say(text);
  let seen = mark.querySelector<HTMLElement>("[data-told]");
  if (!seen) {
    seen = document.createElement("span");
    seen.className = "small";
    seen.dataset.told = "";
    seen.setAttribute("aria-hidden", "true");
    mark.append(seen);
  }
  seen.textContent = isPlain ? "" : text;
}
