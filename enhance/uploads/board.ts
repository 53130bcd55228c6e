import { dateTag } from "@/lib/i18n/locales";
import { redraw } from "./redraw";
import { type Board, Row, type Words } from "./row";
import { Figures } from "./speed";

/** Files sent in parallel; more would share the same connection without being faster. */
const AT_ONCE = 3;
const SECOND = 1_000;
/** Milliseconds between requests for the list while files are being checked. */
const ASK_AGAIN = 2_000;

/** Uploads the files of a form one by one, resumably, with progress; redraws the list of uploaded files. */
export class UploadBoard {
  private readonly rows: Row[] = [];
  private readonly list: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly board: Board;
  private readonly status: HTMLElement;
  private isAsking = false;
  /** Names by id of listed files whose result was not announced yet. */
  private readonly untold = new Map<string, string>();

  constructor(private readonly form: HTMLFormElement) {
    const find = <T extends Element>(selector: string) => form.querySelector(selector) as T;
    this.list = find("[data-upload-rows]");
    this.input = find('input[type="file"]');
    this.status = find("[data-upload-told]");
    const template = find<HTMLTemplateElement>("[data-upload-row]");
    this.board = {
      to: { endpoint: form.dataset.uploads ?? "", page: form.dataset.to ?? "" },
      largest: Number(form.dataset.largest),
      extensions: form.dataset.only === undefined ? null : new Set(this.input.accept.split(",")),
      words: JSON.parse(template.dataset.words ?? "{}") as Words,
      figures: new Figures(dateTag(document.documentElement.lang)),
      template,
      onChange: () => this.goOn(),
      say: (text) => {
        this.status.textContent = text;
      },
    };
    // Files are sent as soon as they are chosen, so there is nothing left to submit.
    this.input.required = false;
    find<HTMLElement>("[data-plain]").hidden = true;
    this.input.addEventListener("change", () => this.take(this.input.files));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.take(this.input.files);
    });
    this.takeDrops(find<HTMLElement>("[data-drop]"));
    window.addEventListener("beforeunload", (event) => {
      if (this.rows.some((row) => row.state === "sending" || row.state === "waiting")) event.preventDefault();
    });
    window.setInterval(() => {
      for (const row of this.rows) row.tick();
    }, SECOND);
    if (this.listed()?.querySelector("[data-waits]")) void this.askAgain();
    // They may have been chosen before the script had loaded.
    this.take(this.input.files);
  }

  private takeDrops(hint: HTMLElement): void {
    hint.hidden = false;
    this.form.addEventListener("dragover", (event) => event.preventDefault());
    this.form.addEventListener("drop", (event) => {
      event.preventDefault();
      this.take(event.dataTransfer?.files ?? null);
    });
  }

  private take(files: FileList | null): void {
    for (const file of files ?? []) {
      if (this.rows.some((row) => row.isSameAs(file))) {
        this.board.say(`${file.name} ${this.board.words.twice ?? ""}`);
        continue;
      }
      const row = new Row(file, this.board);
      this.rows.push(row);
      this.list.append(row.element);
    }
    this.list.hidden = this.rows.length === 0;
    // Allows choosing the same file again, for example after a lost connection.
    this.input.value = "";
    this.goOn();
  }

  /** Starts waiting uploads as far as there is room. If a file is complete, redraws the list. */
  private goOn(): void {
    const isSending = () => this.rows.filter((row) => row.state === "sending").length;
    for (const row of this.rows) if (row.state === "waiting" && isSending() < AT_ONCE) row.start();
    if (this.rows.some((row) => row.state === "done" || row.isRecorded)) void this.askAgain();
  }

  private listed(): HTMLElement | null {
    return document.getElementById(this.form.dataset.list ?? "");
  }

  /** Redraws the list until all uploaded files are in it and checked, or the page no longer has the list. */
  private async askAgain(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    try {
      while (await this.draw()) await new Promise((done) => setTimeout(done, ASK_AGAIN));
    } finally {
      this.isAsking = false;
    }
  }

  /** Redraws the list once and removes the rows of files that are in it. Returns whether to request it again. */
  private async draw(): Promise<boolean> {
    const came = this.rows.filter((row) => row.state === "done");
    const { list: id = "", also = "" } = this.form.dataset;
    const list = await redraw(id, also.split(" ").filter(Boolean), new Set(came.map((row) => row.id)));
    if (!list) return false;
    this.leaveToList(list);
    for (const row of came) {
      if (!list.querySelector(`[data-file="${CSS.escape(row.id)}"]`)) continue;
      row.state = "ended";
      row.element.remove();
      this.untold.set(row.id, row.name);
    }
    const isWaiting = list.querySelector("[data-waits]") !== null;
    if (!isWaiting && this.rows.every((row) => row.state === "ended")) this.announceEnd(list);
    return isWaiting || this.rows.some((row) => row.state === "done");
  }

  /** Removes rows of refused files that the list shows, and hides files in the list that have a row. */
  private leaveToList(list: HTMLElement): void {
    const names = [...list.querySelectorAll("[data-refused] .name")].map((name) => name.textContent);
    for (const row of this.rows) {
      if (row.isRecorded && names.includes(row.name)) row.element.remove();
      row.isRecorded = false;
      const shown =
        row.sendingId && list.querySelector<HTMLElement>(`[data-file="${CSS.escape(row.sendingId)}"]`);
      if (shown) shown.hidden = true;
    }
  }

  /** Announces the results of the uploads, replacing the messages shown during the check. */
  private announceEnd(list: HTMLElement): void {
    if (this.untold.size === 0) return;
    const { checked = "", refused = "" } = this.board.words;
    const isRefused = (id: string) => list.querySelector(`[data-file="${CSS.escape(id)}"][data-refused]`);
    const bad = [...this.untold].filter(([id]) => isRefused(id)).map(([, name]) => `${name} ${refused}`);
    this.board.say([...bad, ...(bad.length < this.untold.size ? [checked] : [])].join(" "));
    this.untold.clear();
  }
}
