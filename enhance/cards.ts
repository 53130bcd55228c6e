/*
 * Previews a link beside it: the requirements of a cited article, or the source of a note. For pointer and
 * keyboard, until either leaves or Escape is pressed. Without this script the browser shows the link's title,
 * and the mark links to its note.
 */
const SOON = 250;
const NOTE = 'sup.fn > a[href^="#n"]';
const LINKS = `a[data-card], ${NOTE}`;

/** Returns the lines of a card, the first as its title; none if there is nothing to show. */
function linesOf(link: HTMLAnchorElement): string[] {
  return link.matches(NOTE) ? noteOf(link) : (link.dataset.card ?? "").split("\n");
}

/**
 * Returns the source of a mark from the note at the end of the page: its title, the place in it, then the rest.
 */
function noteOf(link: HTMLAnchorElement): string[] {
  const note = document.getElementById(link.hash.slice(1))?.cloneNode(true);
  if (!(note instanceof HTMLElement)) return [];
  // Links back to the marks are not part of the text.
  for (const back of note.querySelectorAll('a[href^="#"]')) back.remove();
  const title = note.querySelector("cite");
  const name = title?.textContent ?? "";
  const locator = link.querySelector("bdi")?.textContent ?? "";
  const parts = [...note.children]
    .filter((part) => !part.contains(title))
    .map((part) => (part.textContent ?? "").replace(/^ · /, "").trim());
  return [name, locator, parts.filter(Boolean).join(" · ")].filter((line) => line !== "");
}

function makeCard(): HTMLElement {
  const card = document.createElement("div");
  card.id = "article-card";
  card.className = "pop article-card";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  // Within the main element, so that screen readers find it by landmark.
  (document.querySelector("main") ?? document.body).append(card);
  return card;
}

function partOf(line: string, n: number): HTMLElement {
  const part = document.createElement(n === 0 ? "b" : "p");
  part.dir = "auto";
  part.textContent = line;
  return part;
}

/** Places the card below its link, or above if there is no room. */
function placeAt(card: HTMLElement, link: HTMLAnchorElement): void {
  const { left, right, top, bottom } = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  const room = document.documentElement.clientWidth;
  const start = getComputedStyle(link).direction === "rtl" ? right - width : left;
  const isBelow = bottom + height < innerHeight || top < height;
  card.style.left = `${Math.max(8, Math.min(start, room - width - 8)) + scrollX}px`;
  card.style.top = `${(isBelow ? bottom : top - height) + scrollY}px`;
}

export function startCards(): void {
  if (!document.querySelector(LINKS)) return;
  const card = makeCard();
  let link: HTMLAnchorElement | null = null;
  let timer = 0;

  const close = () => {
    clearTimeout(timer);
    if (!link) return;
    if (link.dataset.card) link.title = link.dataset.card;
    link.removeAttribute("aria-describedby");
    card.hidden = true;
    link = null;
  };
  const open = (of: HTMLAnchorElement) => {
    if (link === of) return;
    close();
    // The browser's own tooltip would cover this one.
    if (of.title) {
      of.dataset.card = of.title;
      of.title = "";
    }
    const lines = linesOf(of);
    if (lines.length === 0) return;
    link = of;
    link.setAttribute("aria-describedby", card.id);
    card.replaceChildren(...lines.map(partOf));
    card.hidden = false;
    placeAt(card, link);
  };
  const linkAt = (event: Event) =>
    event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(LINKS) : null;
  const within = (event: Event) => event.target instanceof Node && card.contains(event.target);

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || within(event)) {
      clearTimeout(timer);
      return;
    }
    const of = linkAt(event);
    if (of === link && of) clearTimeout(timer);
    else if (of) {
      clearTimeout(timer);
      timer = window.setTimeout(() => open(of), SOON);
    } else if (link !== document.activeElement) {
      clearTimeout(timer);
      timer = window.setTimeout(close, SOON);
    }
  });
  document.addEventListener("focusin", (event) => {
    const of = linkAt(event);
    if (of?.matches(":focus-visible")) open(of);
    else close();
  });
  document.addEventListener("focusout", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
}
