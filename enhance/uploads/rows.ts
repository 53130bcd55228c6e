import { dateTag } from "@/lib/i18n/locales";
import { type Board, Row, type Words } from "./row";
import { Figures } from "./speed";

/** Files sent in parallel; more would share the same connection without being faster. */
const AT_ONCE = 3;
const SECOND = 1_000;

/** The files that are chosen in a field or dropped beside it, each with its row. */
export class Rows {
  readonly all: Row[] = [];
  readonly board: Board;
  private readonly input: HTMLInputElement;
  private readonly list: HTMLElement;

  /** `part`: the element with the field and the template of a row. */
  constructor(part: HTMLElement, given: Pick<Board, "to" | "onChange" | "canUndo">) {
    const find = <T extends Element>(selector: string) => part.querySelector(selector) as T;
    this.input = find('input[type="file"]');
    this.list = find("[data-upload-rows]");
    const status = find<HTMLElement>("[data-upload-told]");
    const template = find<HTMLTemplateElement>("[data-upload-row]");
    this.board = {
      ...given,
      largest: Number(part.dataset.largest),
      extensions: part.dataset.only === undefined ? null : new Set(this.input.accept.split(",")),
      words: JSON.parse(template.dataset.words ?? "{}") as Words,
      figures: new Figures(dateTag(document.documentElement.lang)),
      template,
      say: (text) => {
        status.textContent = text;
      },
    };
    // Files are sent as soon as they are chosen, so there is no button for it.
    find<HTMLElement>("[data-plain]").hidden = true;
    this.input.addEventListener("change", () => this.takeChosen());
    part.addEventListener("dragover", (event) => event.preventDefault());
    part.addEventListener("drop", (event) => {
      event.preventDefault();
      this.take(event.dataTransfer?.files ?? null);
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.isSending) event.preventDefault();
    });
    window.setInterval(() => {
      for (const row of this.all) row.tick();
    }, SECOND);
  }

  get isSending(): boolean {
    return this.all.some(({ state }) => state === "sending" || state === "waiting");
  }

  /** Takes what the field has: it may have been chosen before the script had loaded. */
  takeChosen(): void {
    this.take(this.input.files);
  }

  private take(files: FileList | null): void {
    for (const file of files ?? []) {
      if (this.all.some((row) => row.isSameAs(file))) {
        this.board.say(`${file.name} ${this.board.words.twice ?? ""}`);
        continue;
      }
      const row = new Row(file, this.board);
      this.all.push(row);
      this.list.append(row.element);
    }
    this.list.hidden = this.all.length === 0;
    // Allows choosing the same file again, for example after a lost connection.
    this.input.value = "";
    this.board.onChange();
  }

  /** Starts waiting uploads as far as there is room. */
  startWaiting(): void {
    const isFree = () => this.all.filter(({ state }) => state === "sending").length < AT_ONCE;
    for (const row of this.all) if (row.state === "waiting" && isFree()) row.start();
  }
}
