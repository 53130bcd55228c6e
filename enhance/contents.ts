import { partAt } from "./targets";

/** On wide screens the contents are really open, not only by style, so for screen readers too. */
const WIDE = window.matchMedia("(min-width: 62rem)");

function unfold(): void {
  for (const folded of document.querySelectorAll<HTMLDetailsElement>(".toc > details"))
    folded.open = WIDE.matches;
}

/** Opens the contents on wide screens, and marks the part being read. */
export function startContents(): void {
  unfold();
  WIDE.addEventListener("change", unfold);
  const links = new Map<Element, HTMLAnchorElement>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.toc a[href^="#"]')) {
    const part = partAt(link.hash);
    if (part) links.set(part, link);
  }
  if (links.size === 0 || !("IntersectionObserver" in window)) return;

  const parts = [...links.keys()];
  const mark = () => {
    const passed = parts.filter((part) => part.getBoundingClientRect().top < innerHeight * 0.3);
    const current = passed.at(-1) ?? parts[0];
    for (const [part, link] of links) {
      if (part === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -70% 0px" });
  for (const part of parts) observer.observe(part);
}
