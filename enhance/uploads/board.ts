import { redraw } from "./redraw";
import { Rows } from "./rows";

/** Milliseconds between requests for the list while files are being checked. */
const ASK_AGAIN = 2_000;

/** Uploads the files of a form one by one, resumably, with progress; redraws the list of uploaded files. */
export class UploadBoard {
  private readonly rows: Rows;
  private isAsking = false;
  /** Names by id of listed files whose result was not announced yet. */
  private readonly untold = new Map<string, string>();

  constructor(private readonly form: HTMLFormElement) {
    const to = { endpoint: form.dataset.uploads ?? "", page: form.dataset.to ?? "" };
    this.rows = new Rows(form, { to, onChange: () => this.goOn() });
    const input = form.querySelector('input[type="file"]') as HTMLInputElement;
    // Files are sent as soon as they are chosen, so there is nothing left to submit.
    input.required = false;
    (form.querySelector("[data-drop]") as HTMLElement).hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.rows.takeChosen();
    });
    if (this.listed()?.querySelector("[data-waits]")) void this.askAgain();
    this.rows.takeChosen();
  }

  /** Starts waiting uploads. If a file is complete, redraws the list. */
  private goOn(): void {
    this.rows.startWaiting();
    if (this.rows.all.some((row) => row.state === "done" || row.isRecorded)) void this.askAgain();
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
    const came = this.rows.all.filter((row) => row.state === "done");
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
    if (!isWaiting && this.rows.all.every((row) => row.state === "ended")) this.announceEnd(list);
    return isWaiting || this.rows.all.some((row) => row.state === "done");
  }

  /** Removes rows of refused files that the list shows, and hides files in the list that have a row. */
  private leaveToList(list: HTMLElement): void {
    const names = [...list.querySelectorAll("[data-refused] .name")].map((name) => name.textContent);
    for (const row of this.rows.all) {
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
    const { checked = "", refused = "" } = this.rows.board.words;
    const isRefused = (id: string) => list.querySelector(`[data-file="${CSS.escape(id)}"][data-refused]`);
    const bad = [...this.untold].filter(([id]) => isRefused(id)).map(([, name]) => `${name} ${refused}`);
    this.rows.board.say([...bad, ...(bad.length < this.untold.size ? [checked] : [])].join(" "));
    this.untold.clear();
  }
}
