import { dateTag } from "@/lib/i18n/locales";

/*
 * What changed on a legal profile since the member who reads it last looked. Who watches the country, or a section of
 * its law, is told from there: it stays until its changes were looked at. For others this browser remembers up to which
 * revision they have seen it, and the tab from which on it shows the changes.
 */
interface News {
  since: number | null;
  articles: string[];
}

export function startLawNews(): void {
  const place = document.getElementById("law-news");
  if (!place) return;
  document.addEventListener("octopus:me", (event) => {
    if ((event as CustomEvent<{ member: object | null }>).detail.member) void ask(place);
  });
}

async function ask(place: HTMLElement): Promise<void> {
  const { of = "", newest = "" } = place.dataset;
  const since = lastVisit(of, newest);
  const search = new URLSearchParams({ of, ...(since ? { since } : {}) });
  const response = await fetch(`/api/me/law?${search}`).catch(() => null);
  if (!response?.ok) return;
  const news = (await response.json()) as News;
  if (news.since === null || news.articles.length === 0) return;
  tell(place, news.since, new Set(news.articles));
}

/** Up to which revision this browser had seen it before this tab did; what cannot be kept is not known. */
function lastVisit(of: string, newest: string): string | null {
  const key = `octopus:law:${of}`;
  try {
    const before = sessionStorage.getItem(key) ?? localStorage.getItem(key);
    if (before) sessionStorage.setItem(key, before);
    localStorage.setItem(key, newest);
    return before;
  } catch {
    return null;
  }
}

function tell(place: HTMLElement, since: number, articles: ReadonlySet<string>): void {
  const rows = () => [...document.querySelectorAll<HTMLElement>("table.legal tr[id^=a-]")];
  const isNew = (row: HTMLElement) => articles.has(row.id.slice(2));
  const button = place.querySelector<HTMLButtonElement>("button");
  const link = place.querySelector<HTMLAnchorElement>("a");
  const count = place.querySelector<HTMLElement>("[data-number]");
  if (link) link.search = `?from=${since}&to=${place.dataset.newest}`;
  if (count) count.textContent = articles.size.toLocaleString(dateTag(document.documentElement.lang));
  const show = () => {
    const isOnly = button?.getAttribute("aria-pressed") === "true";
    for (const row of rows()) {
      row.hidden = isOnly && !isNew(row);
      if (isNew(row)) mark(row, place.dataset.mark ?? "");
    }
    for (const group of document.querySelectorAll<HTMLElement>("table.legal tr.grp")) {
      let next = group.nextElementSibling as HTMLElement | null;
      while (next?.hidden) next = next.nextElementSibling as HTMLElement | null;
      group.hidden = isOnly && (next === null || next.classList.contains("grp"));
    }
  };
  button?.addEventListener("click", () => {
    button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
    show();
  });
  // Another choice of rows may have come in their place.
  document.addEventListener("octopus:redrawn", show);
  show();
  place.hidden = false;
}

function mark(row: HTMLElement, word: string): void {
  const head = row.querySelector("th");
  if (!head || head.querySelector("[data-changed]")) return;
  const tag = document.createElement("span");
  tag.className = "tag warn";
  tag.dataset.changed = "";
  tag.textContent = word;
  head.append(" ", tag);
}
