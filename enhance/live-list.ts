import { pressEnded } from "@/components/listbox/after-press";
import { exchange } from "./exchange";

/*
 * Lists with filters work as plain forms. With scripts they follow each change: the same address is fetched, the
 * parts named by the form (`data-live="map results"`) are exchanged, the address bar keeps step, and the new count
 * is announced. Links marked `data-live-link` (orders of a table) do the same.
 */
const PAUSE = 250;

export function startLiveLists(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-live]")) new LiveList(form);
}

class LiveList {
  private readonly parts: string[];
  private readonly status: HTMLElement;
  private asked = 0;
  private timer = 0;

  constructor(private readonly form: HTMLFormElement) {
    this.parts = (form.dataset.live ?? "").split(" ").filter(Boolean);
    this.status = document.createElement("p");
    this.status.className = "vh";
    this.status.setAttribute("role", "status");
    form.after(this.status);

    form.addEventListener("input", () => this.applySoon());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.go(this.address());
    });
    document.addEventListener("click", (event) => this.followLink(event));
  }

  private applySoon(): void {
    clearTimeout(this.timer);
    // A pending response does not include this change: it would draw the filters without it.
    this.asked += 1;
    this.timer = window.setTimeout(() => void this.go(this.address()), PAUSE);
  }

  /** Returns the form's address with its values; empty fields are left out. */
  private address(): URL {
    const url = new URL(this.form.action, location.href);
    url.search = "";
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string" && value !== "") url.searchParams.append(name, value);
    }
    return url;
  }

  private followLink(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-live-link]");
    const isPlain =
      event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || !this.parts.some((id) => link.closest(`#${CSS.escape(id)}`))) return;
    event.preventDefault();
    const index = [...document.querySelectorAll("a[data-live-link]")].indexOf(link);
    void this.go(new URL(link.href), () => {
      document.querySelectorAll<HTMLElement>("a[data-live-link]")[index]?.focus();
    });
  }

  private async go(url: URL, then?: () => void): Promise<void> {
    clearTimeout(this.timer);
    this.asked += 1;
    const mine = this.asked;
    try {
      const response = await fetch(url, { headers: { accept: "text/html" } });
      if (!response.ok) throw new Error(String(response.status));
      const next = new DOMParser().parseFromString(await response.text(), "text/html");
      await pressEnded();
      if (mine !== this.asked) return; // A later request is pending.
      this.exchange(next);
      // A search in words can redirect to an address of its own.
      history.replaceState(null, "", response.redirected ? response.url : url);
      then?.();
    } catch {
      if (mine === this.asked) location.assign(url);
    }
  }

  private exchange(next: Document): void {
    const parts = this.parts.map((id) => {
      const fresh = next.getElementById(id);
      const stale = document.getElementById(id);
      if (!fresh || !stale) throw new Error(id);
      return [stale, fresh] as const;
    });
    exchange(parts);
    this.status.textContent = document.querySelector("[data-live-count]")?.textContent ?? "";
  }
}
