/**
 * On the page of a topic that was merged into another: follows the link of the reply that the address names, or else
 * goes to the other topic. The page stays out of the history, so "back" leads to where the reader came from.
 */
export function startMoved(): void {
  const page = document.querySelector<HTMLElement>("[data-moved]");
  if (!page) return;
  const row = location.hash === "" ? null : document.getElementById(location.hash.slice(1));
  const link = row && page.contains(row) ? [...row.querySelectorAll("a")].at(-1) : page.querySelector("a");
  if (link) location.replace(link.href);
}
