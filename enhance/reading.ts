import { topicLinks } from "./asked";
import { whenMe } from "./me";
import { showCountIn } from "./watch";

/** The part of `GET /api/me` about what the member has read. */
interface Me {
  member?: object | null;
  /** On the page of a topic: the first unread reply, and how many there are. */
  reading?: { first: number | null; unread: number };
  /** On lists: unread replies by topic, and how many topics are new and unread. */
  unreadReplies?: Record<string, number>;
  ownTopics?: Record<string, number>;
}

/** A reply counts as read once it was in view for this long; the position is sent at most once in this time. */
const IN_VIEW = 1_000;
const BETWEEN = 3_000;

/**
 * Shows members what they have not read: in lists the number of unread replies, with the title leading to the first of
 * them; on the page of a topic a mark before it. Then notes which replies were in view.
 */
export function startReading(): void {
  const place = document.querySelector<HTMLElement>("[data-reading]")?.dataset.reading;
  whenMe<Me>((me) => {
    if (!me.member) return;
    showLists(me);
    if (!place) return;
    showFirst(me);
    new Reader(place).start();
  });
  // A room's page is drawn for its member, so nothing else asks who reads it.
  if (place && !document.getElementById("member-corner")) void startInRoom(place);
}

async function startInRoom(place: string): Promise<void> {
  const response = await fetch(`/api/me?of=${encodeURIComponent(place)}`).catch(() => null);
  if (!response?.ok) return;
  showFirst((await response.json()) as Me);
  new Reader(place).start();
}

function showLists({ unreadReplies = {}, ownTopics = {} }: Me): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-topics]"))
    showCountIn(place, ownTopics[place.dataset.topics ?? ""] ?? 0);
  for (const link of topicLinks()) {
    const count = unreadReplies[link.dataset.topic ?? ""] ?? 0;
    const place = link.parentElement?.querySelector<HTMLElement>(".count");
    if (place) showCountIn(place, count);
    if (count > 0) link.pathname = link.pathname.replace(/[^/]*$/, "unread");
  }
}

/** Marks the first unread reply, if it is on this page, and says how many there are. */
function showFirst({ reading }: Me): void {
  const note = document.querySelector<HTMLElement>("[data-reading]");
  if (!reading || reading.first === null || !note) return;
  showCountIn(note, reading.unread);
  const template = document.getElementById("unread-mark");
  const first = document.getElementById(`r${reading.first}`);
  if (!first || !(template instanceof HTMLTemplateElement)) return;
  // Imported, since addresses cannot be resolved in the document of a template.
  first.before(document.importNode(template.content, true));
  // The mark moved what the address points to.
  if (location.hash === `#r${reading.first}`) first.previousElementSibling?.scrollIntoView();
}

/** Notes which replies were in view, and sends the highest number: every few seconds, and when the page is left. */
class Reader {
  private readonly visible = new Set<number>();
  private highest = 0;
  private sent = -1;
  private isOpened = false;
  private lookTimer = 0;
  private sendTimer = 0;

  constructor(private readonly place: string) {}

  start(): void {
    const observer = new IntersectionObserver((entries) => this.note(entries), { threshold: [0, 0.5, 1] });
    const observe = () => {
      for (const reply of document.querySelectorAll(".thread > .reply")) observer.observe(reply);
    };
    observe();
    // New replies are added to an open page.
    document.addEventListener("octopus:redrawn", observe);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.lookSoon();
      else this.leave();
    });
    addEventListener("pagehide", () => this.leave());
  }

  /** A reply is in view if half of it is, or if it fills half of the window. */
  private note(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting, intersectionRatio, intersectionRect } of entries) {
      const number = Number(/^r(\d+)$/.exec(target.id)?.[1] ?? 0);
      const isRead = intersectionRatio >= 0.5 || intersectionRect.height > innerHeight / 2;
      if (isIntersecting && isRead) this.visible.add(number);
      else this.visible.delete(number);
    }
    this.lookSoon();
  }

  private lookSoon(): void {
    clearTimeout(this.lookTimer);
    this.lookTimer = window.setTimeout(() => this.look(), IN_VIEW);
  }

  private look(): void {
    // A page opened in the background has not been read.
    if (document.visibilityState !== "visible") return;
    this.highest = Math.max(this.highest, ...this.visible);
    if (this.highest === this.sent || this.sendTimer !== 0) return;
    this.send();
    this.sendTimer = window.setTimeout(() => {
      this.sendTimer = 0;
      this.look();
    }, BETWEEN);
  }

  /** Sends what was read since, unless the page was left before anything was. */
  private leave(): void {
    if (this.isOpened && this.highest !== this.sent) this.send();
  }

  private send(): void {
    const number = this.highest;
    this.isOpened = true;
    this.sent = number;
    // `keepalive` lets it arrive after the page was left.
    fetch("/api/me/reading", {
      method: "PUT",
      keepalive: true,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ of: this.place, number }),
    }).catch(() => {
      // Offline: sent again with the next reply, or when the page is left.
      this.sent = -1;
    });
  }
}
