import { pressEnded } from "@/components/listbox/after-press";
import { exchange } from "../exchange";

/** What the list was last drawn from: it is exchanged only when it has changed, so that nobody loses their place. */
const drawn = new Map<string, string>();

/**
 * Fetches the page again and puts its element of this id in place of the one that stands there. What was entered stays,
 * ticks as well. Boxes whose value is `fresh` are ticked, also where another file has had them drawn a moment before.
 * Answers the element; null when it cannot be had: the line is gone, or the session.
 */
export async function redraw(id: string, fresh: ReadonlySet<string>): Promise<HTMLElement | null> {
  let next: HTMLElement | null;
  try {
    const response = await fetch(location.href, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    next = page.getElementById(id);
    await pressEnded();
  } catch {
    return document.getElementById(id);
  }
  const stale = document.getElementById(id);
  if (!next || !stale) return null;
  if (drawn.get(id) === next.outerHTML) return stale;
  drawn.set(id, next.outerHTML);
  const kept = new Map([...boxesIn(stale)].map((box) => [box.value, box.checked]));
  for (const box of boxesIn(next)) box.checked = fresh.has(box.value) || (kept.get(box.value) ?? box.checked);
  exchange([[stale, next]]);
  return next;
}

const boxesIn = (element: ParentNode) => element.querySelectorAll<HTMLInputElement>('input[type="checkbox"]');
