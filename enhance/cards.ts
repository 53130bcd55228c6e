/*
 * What an article asks for, beside the link that cites it: for the pointer and for the keyboard, until either goes or
 * Escape is pressed. Without this script the browser shows the same words as the link's title.
 */
const SOON = 250;
const LINKS = "a[data-card]";

export function startCards(): void {
  if (!document.querySelector(LINKS)) return;
  const card = document.createElement("div");
  card.id = "article-card";
  card.className = "pop article-card";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  document.body.append(card);
  let link: HTMLAnchorElement | null = null;
  let timer = 0;

  const close = () => {
    clearTimeout(timer);
    if (!link) return;
    link.title = link.dataset.card ?? "";
    link.removeAttribute("aria-describedby");
    card.hidden = true;
    link = null;
  };
  const open = (of: HTMLAnchorElement) => {
    if (link === of) return;
    close();
    link = of;
    // The browser's own tooltip would stand over this one.
    link.dataset.card = link.title;
    link.title = "";
    link.setAttribute("aria-describedby", card.id);
    card.replaceChildren(
      ...(link.dataset.card ?? "").split("\n").map((line, n) => {
        const part = document.createElement(n === 0 ? "b" : "p");
        part.textContent = line;
        return part;
      }),
    );
    card.hidden = false;
    const { left, right, top, bottom } = link.getClientRects()[0] ?? link.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = card;
    const room = document.documentElement.clientWidth;
    const start = getComputedStyle(link).direction === "rtl" ? right - width : left;
    const isBelow = bottom + height < innerHeight || top < height;
    card.style.left = `${Math.max(8, Math.min(start, room - width - 8)) + scrollX}px`;
    card.style.top = `${(isBelow ? bottom : top - height) + scrollY}px`;
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
