/*
 * Names similar topics and sections below the title of a new topic while it is typed: a quiet list, of which screen readers
 * are only told how long it is. Without it the topic is opened in the same way.
 */

interface SimilarThing {
  label: string;
  language: string;
  href: string;
}

/** The answer of `GET /api/me/similar`. */
interface Similar {
  topics: SimilarThing[];
  sections: SimilarThing[];
  summary: string;
}

const PAUSE = 300;
const MOMENT = 100;

export function startSimilar(): void {
  const box = document.querySelector<HTMLElement>("[data-similar]");
  const field = box?.closest("form")?.querySelector<HTMLInputElement>('input[name="title"]');
  if (box && field) new SimilarList(box, field);
}

class SimilarList {
  private timer = 0;
  private saying = 0;
  private asking: AbortController | undefined;
  private asked = "";

  constructor(
    private readonly box: HTMLElement,
    private readonly field: HTMLInputElement,
  ) {
    (field.closest(".field") ?? field).after(box);
    field.addEventListener("input", () => this.askSoon());
    this.askSoon();
  }

  private askSoon(): void {
    clearTimeout(this.timer);
    this.asking?.abort();
    const typed = this.field.value.trim();
    if (typed.length < Number(this.box.dataset.from)) this.show(null);
    else if (typed !== this.asked) this.timer = window.setTimeout(() => void this.ask(typed), PAUSE);
  }

  private async ask(typed: string): Promise<void> {
    const asking = new AbortController();
    this.asking = asking;
    const url = new URL(this.box.dataset.similar ?? "", location.href);
    url.searchParams.set("q", typed);
    try {
      const response = await fetch(url, { headers: { accept: "application/json" }, signal: asking.signal });
      const found = response.ok ? ((await response.json()) as Similar) : null;
      if (asking.signal.aborted) return;
      if (found) this.asked = typed;
      this.show(found);
    } catch {
      // A later title is pending, or the connection failed: the form works as usual, without what was for another title.
      if (!asking.signal.aborted) this.show(null);
    }
  }

  private show(found: Similar | null): void {
    if (found === null) this.asked = "";
    const things = found ? [...found.topics, ...found.sections] : [];
    this.box.querySelector("ul")?.replaceChildren(...things.map(entryOf));
    this.box.hidden = things.length === 0;
    clearTimeout(this.saying);
    this.say("");
    // A moment after the box is shown: screen readers announce no text that appears together with its place.
    if (found && things.length > 0) this.saying = window.setTimeout(() => this.say(found.summary), MOMENT);
  }

  private say(text: string): void {
    const summary = this.box.querySelector("[data-summary]");
    if (summary) summary.textContent = text;
  }
}

function entryOf({ label, language, href }: SimilarThing): HTMLLIElement {
  const entry = document.createElement("li");
  const link = document.createElement("a");
  link.href = href;
  // In a new tab: what is typed stays.
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = label;
  if (language) link.lang = language;
  link.dir = "auto";
  entry.append(link);
  return entry;
}
