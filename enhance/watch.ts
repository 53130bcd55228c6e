import { dateTag } from "@/lib/i18n/locales";

/** The part of `GET /api/me` about watching the page's content; missing for readers who cannot watch. */
interface Me {
  unseen?: number;
  watches?: Record<string, string>;
}

const WATCH = "[data-watch]";

/**
 * Returns what can be watched on this page, as sent to `/api/me`: the profile, or a single thing such as a
 * region or a post. Null if there is nothing.
 */
export function watchedPlace(): string | null {
  const text = document.querySelector<HTMLElement>(WATCH)?.dataset.watch ?? seenPlace()?.dataset.seen;
  if (!text) return null;
  const [, page] = /^[^:]*:([^/]*)\//.exec(text) ?? [];
  return page === undefined ? text : `profile:${page}`;
}

/** Turns watch links into buttons with their state, and records viewed changes as seen. */
export function startWatching(): void {
  document.addEventListener("octopus:me", (event) => {
    const { watches, unseen = 0 } = (event as CustomEvent<Me>).detail;
    if (!watches) return;
    showLevels(watches);
    document.addEventListener("octopus:redrawn", () => void showAgain());
    if (unseen > 0 || Object.keys(watches).length > 0) whenVisible(() => void saveAsSeen());
  });
  // A member's own page is drawn for them, so nothing else asks who reads it: the editor's, or a room's.
  if (document.getElementById("member-corner")) return;
  void showAgain();
  if (seenPlace()) whenVisible(() => void saveAsSeen());
}

function showLevels(watches: Record<string, string>): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>(`a${WATCH}`))
    new WatchButton(link, watches[link.dataset.watch ?? ""] ?? null);
}

/** Asks for the levels of links that have none yet: a list that was replaced may be about another region. */
async function showAgain(): Promise<void> {
  const place = watchedPlace();
  if (!place || !document.querySelector(`a${WATCH}:not([data-level])`)) return;
  const response = await fetch(`/api/me?of=${encodeURIComponent(place)}`).catch(() => null);
  if (response?.ok) showLevels(((await response.json()) as Me).watches ?? {});
}

/** Sends a write request; null if it failed. */
async function put(path: string, body: object): Promise<unknown> {
  const response = await fetch(path, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => null);
  return response?.ok ? response.json().catch(() => null) : null;
}

/**
 * A watch link for a member. "Not watched" and "watching" are switched in place; members with another level go
 * to the choice, as without scripts.
 */
class WatchButton {
  private readonly plain: string;
  private readonly label: HTMLElement;
  private readonly words = document.getElementById("watch-words");
  private button: HTMLButtonElement | null = null;
  private isUnderWay = false;

  constructor(
    private readonly link: HTMLAnchorElement,
    private level: string | null,
  ) {
    this.label = link.querySelector<HTMLElement>("[data-label]") ?? link;
    this.plain = this.label.textContent ?? "";
    if (level === null || level === "watching") this.becomeButton();
    this.show();
  }

  /** An action is a button, also for screen readers. */
  private becomeButton(): void {
    const button = document.createElement("button");
    button.type = "button";
    button.className = this.link.className || "as-link";
    button.dataset.watch = this.link.dataset.watch;
    button.append(...this.link.childNodes);
    button.addEventListener("click", () => void this.switch());
    this.link.replaceWith(button);
    this.button = button;
  }

  private show(): void {
    const words = this.words?.dataset ?? {};
    const text =
      this.level === "watching" ? words.stop : this.level === null ? this.plain : words[this.level];
    this.label.textContent = text ?? this.plain;
    (this.button ?? this.link).dataset.level = this.level ?? "none";
  }

  private async switch(): Promise<void> {
    if (this.isUnderWay) return;
    this.isUnderWay = true;
    const wanted = this.level === null ? "watching" : "none";
    const answer = await put("/api/me/watches", { of: this.link.dataset.watch, level: wanted });
    this.isUnderWay = false;
    // Signed out, offline or too many requests: the linked screen or the browser explains it.
    if (!answer) return location.assign(this.link.href);
    this.level = (answer as { level: string | null }).level;
    this.show();
    const said = this.level ? this.words?.dataset.doneWatching : this.words?.dataset.doneStopped;
    if (this.words) this.words.textContent = said ?? "";
  }
}

const seenPlace = () => document.querySelector<HTMLElement>("[data-seen]");

/** A page opened in the background or prerendered has not been viewed yet. */
function whenVisible(then: () => void): void {
  const look = () => {
    if (document.visibilityState !== "visible") return;
    document.removeEventListener("visibilitychange", look);
    then();
  };
  document.addEventListener("visibilitychange", look);
  look();
}

async function saveAsSeen(): Promise<void> {
  const place = seenPlace();
  if (!place) return;
  const { seen, from, to } = place.dataset;
  const answer = await put("/api/me/seen", { of: seen, from, number: to, at: openedAt() });
  if (answer) showUnseen((answer as { unseen: number }).unseen);
}

/** Changes after the page was opened are not on it, however late it is viewed. */
const openedAt = () => Math.floor(performance.timeOrigin);

/** Shows the number of unseen notifications at the bell; none for zero. */
export const showUnseen = (unseen: number): void => showCount("[data-unseen]", unseen);

/** Shows the number of conversations with unread messages in the menu; none for zero. */
export const showUnread = (unread: number): void => showCount("[data-unread]", unread);

/** From this number a count shows "more". */
const MOST_COUNTED = 100;

function showCount(where: string, count: number): void {
  for (const place of document.querySelectorAll<HTMLElement>(where)) showCountIn(place, count);
}

/** Shows a count in a place of the page, which is hidden for zero. */
export function showCountIn(place: HTMLElement, count: number): void {
  place.hidden = count === 0;
  const number = place.querySelector<HTMLElement>("[data-number]");
  const shown = Math.min(count, MOST_COUNTED - 1).toLocaleString(dateTag(document.documentElement.lang));
  if (number) number.textContent = count < MOST_COUNTED ? shown : `${shown}+`;
}
