import { dateTag } from "@/lib/i18n/locales";

/** The messages of a page with provisions (`DraftWords`); null on others. */
export const wordsElement = () => document.getElementById("draft-words");

/** Returns one of the list's messages, with a number formatted in the page's language. */
export function word(name: string, number?: number): string {
  const text = wordsElement()?.dataset[name] ?? "";
  const shown = number?.toLocaleString(dateTag(document.documentElement.lang));
  return shown === undefined ? text : text.replace("%", shown);
}

/** Announces a message to screen readers; the same message twice is announced twice. */
export function say(text: string): void {
  const place = wordsElement();
  if (!place) return;
  place.textContent = "";
  setTimeout(() => {
    place.textContent = text;
  }, 50);
}

/** Shows "copied" on a button for three seconds. */
export function showCopied(button: HTMLElement): void {
  const label = button.querySelector("span") ?? button;
  const before = label.dataset.label ?? label.textContent ?? "";
  label.dataset.label = before;
  label.textContent = word("copied");
  say(word("copied"));
  setTimeout(() => {
    label.textContent = before;
  }, 3_000);
}

/**
 * Copies a text that may have to be fetched first; starts within the click, as some browsers require. Returns
 * false if the text could not be fetched or copied.
 */
export async function copy(text: string | Promise<string>): Promise<boolean> {
  try {
    if (typeof ClipboardItem === "function" && typeof text !== "string") {
      const blob = text.then((words) => new Blob([words], { type: "text/plain" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    } else await navigator.clipboard.writeText(await text);
    return true;
  } catch {
    return false;
  }
}
