import { whenMe } from "./me";

/*
 * New replies arrive as a bar below the thread, "3 new replies": nothing moves under the reader's eyes, and what they type
 * stays. One connection for a page, while it is in front. Without it the page is as it was drawn.
 */
interface News {
  first: number | null;
  bar: string;
  writing: string;
}

/** Milliseconds between two reports that the member writes. */
const BEAT = 10_000;

export function startLiveReplies(): void {
  const thread = document.querySelector<HTMLElement>("ol.thread[data-live-topic]");
  if (thread && "EventSource" in window) new LiveThread(thread);
}

class LiveThread {
  private source: EventSource | null = null;
  private readonly bar = document.createElement("button");
  private readonly said = document.createElement("p");
  private writtenAt = 0;
  private hasTyped = false;
  private isMember = document.getElementById("member-corner") !== null;

  constructor(private readonly thread: HTMLElement) {
    this.bar.type = "button";
    this.bar.className = "btn";
    this.bar.hidden = true;
    this.bar.addEventListener("click", () => void this.show());
    this.said.className = "small dim writing";
    const news = document.createElement("div");
    news.className = "new-replies";
    // New replies are announced; who writes changes too often for that.
    news.setAttribute("role", "status");
    news.append(this.bar);
    thread.after(news, this.said);
    whenMe<{ member?: object | null }>(({ member }) => {
      this.isMember ||= Boolean(member);
      // Somebody may have begun to write before it was known who reads.
      if (this.hasTyped) void this.reportWriting();
    });
    document.addEventListener("visibilitychange", () => this.connect());
    document.querySelector("#reply textarea")?.addEventListener("input", () => {
      this.hasTyped = true;
      void this.reportWriting();
    });
    this.connect();
  }

  /** Browsers allow few connections to a site: pages behind others have none. */
  private connect(): void {
    this.source?.close();
    this.source = null;
    this.said.textContent = "";
    if (document.visibilityState === "hidden") return;
    const { liveTopic = "", liveArea = "", liveAfter = "0" } = this.thread.dataset;
    const asked = new URLSearchParams({
      area: liveArea,
      topic: liveTopic,
      after: liveAfter,
      lang: document.documentElement.lang,
    });
    this.source = new EventSource(`/api/live-replies?${asked}`);
    this.source.addEventListener("message", ({ data }) => this.take(JSON.parse(String(data)) as News));
  }

  private take({ bar, writing }: News): void {
    this.bar.textContent = bar;
    this.bar.hidden = bar === "";
    this.said.textContent = writing;
  }

  /**
   * Puts the new replies below the others. On the next page of a long topic, and if they cannot be fetched, the bar becomes
   * a link: nothing that was typed here is left behind without being asked.
   */
  private async show(): Promise<void> {
    this.bar.disabled = true;
    const after = Number(this.thread.dataset.liveAfter);
    const fresh = await this.fetchThread();
    this.bar.disabled = false;
    const items = [...(fresh?.querySelectorAll<HTMLElement>(":scope > li.reply[id^='r']") ?? [])];
    const added = items.filter(({ id }) => Number(id.slice(1)) > after);
    if (!fresh || added.length === 0) return this.lead();
    this.thread.append(...added);
    this.thread.dataset.liveAfter = added.at(-1)?.id.slice(1) ?? String(after);
    if (fresh.dataset.liveNext) this.thread.dataset.liveNext = fresh.dataset.liveNext;
    document.dispatchEvent(new CustomEvent("octopus:redrawn"));
    const [first] = added;
    first?.setAttribute("tabindex", "-1");
    first?.focus();
    this.take({ first: null, bar: "", writing: "" });
    this.connect();
  }

  private async fetchThread(): Promise<HTMLElement | null> {
    const response = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null);
    if (!response?.ok) return null;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return page.querySelector<HTMLElement>("ol.thread");
  }

  private lead(): void {
    const link = document.createElement("a");
    link.className = "btn";
    link.href = this.thread.dataset.liveNext ?? location.href;
    link.textContent = this.bar.textContent;
    this.bar.replaceWith(link);
    link.focus();
  }

  /** Tells the others that this member writes, at most every ten seconds. */
  private async reportWriting(): Promise<void> {
    if (!this.isMember || Date.now() - this.writtenAt < BEAT) return;
    this.writtenAt = Date.now();
    const { liveTopic = "", liveArea = "" } = this.thread.dataset;
    const response = await fetch(`/api/topics/${liveTopic}/writing`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ area: liveArea }),
    }).catch(() => null);
    // Whoever may not reply here is not asked again.
    if (response && response.status >= 400 && response.status < 500) this.isMember = false;
  }
}
