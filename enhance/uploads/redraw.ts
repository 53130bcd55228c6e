import { pressEnded } from "@/components/listbox/after-press";
import { exchange } from "../exchange";

/** HTML from which the list was last drawn: it is only replaced if changed, so that readers keep their place. */
const drawn = new Map<string, string>();

/**
 * Fetches the page again and replaces its element with this id, if its HTML has changed, and those with the ids
 * `also`. Input is kept, including ticks. In a replaced element, boxes whose value is in `fresh` are ticked.
 * Returns the element, the present one if there is no connection; null if the page no longer has it, for
 * example without a session.
 */
export async function redraw(
  id: string,
  also: readonly string[],
  fresh: ReadonlySet<string>,
): Promise<HTMLElement | null> {
  let next: HTMLElement | null;
  let others: (HTMLElement | null)[];
  try {
    const response = await fetch(location.href, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    next = page.getElementById(id);
    others = also.map((one) => page.getElementById(one));
    await pressEnded();
  } catch {
    return document.getElementById(id);
  }
  for (const other of others) if (other) exchangeChanged(other);
  const stale = document.getElementById(id);
  if (!next || !stale) return null;
  if (drawn.get(id) === next.outerHTML) {
    for (const box of boxesIn(stale)) if (fresh.has(box.value)) box.checked = true;
    return stale;
  }
  drawn.set(id, next.outerHTML);
  const kept = new Map([...boxesIn(stale)].map((box) => [box.value, box.checked]));
  for (const box of boxesIn(next)) box.checked = fresh.has(box.value) || (kept.get(box.value) ?? box.checked);
  exchange([[stale, next]]);
  return next;
}

const boxesIn = (element: ParentNode) => element.querySelectorAll<HTMLInputElement>('input[type="checkbox"]');

/** Replaces an element without fields, if it has changed. */
function exchangeChanged(next: HTMLElement): void {
  const stale = document.getElementById(next.id);
  if (stale && stale.outerHTML !== next.outerHTML) exchange([[stale, next]]);
}
