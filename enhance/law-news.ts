import { dateTag } from "@/lib/i18n/locales";

/*
 * Shows members what changed on a legal profile since they last looked. Members who watch the country or a
 * section of its law see it until they have viewed the changes. For other members the browser stores the last
 * seen revision, and the tab the one from which it shows changes.
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

/** Returns the last revision that this browser had seen before this tab; null if unknown. */
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
  // Changed filters may have replaced the rows.
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
