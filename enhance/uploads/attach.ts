import { dateTag } from "@/lib/i18n/locales";
import { type Board, Row, type Words } from "./row";
import { Figures } from "./speed";

/** Files sent in parallel. */
const AT_ONCE = 3;
const SECOND = 1_000;

/**
 * Sends the files of a form in which something is written, each as soon as it is chosen. The form gets the id of each that
 * has arrived. Sent meanwhile, it waits for those on their way.
 */
export class AttachBoard {
  private readonly rows: Row[] = [];
  private readonly input: HTMLInputElement;
  private readonly list: HTMLElement;
  private readonly board: Board;
  /** Says that the form waits. */
  private readonly notice: HTMLElement;
  /** The button with which the form waits to be sent. */
  private waiting: HTMLElement | null = null;

  constructor(
    part: HTMLElement,
    private readonly form: HTMLFormElement,
  ) {
    const find = <T extends Element>(selector: string) => part.querySelector(selector) as T;
    this.input = find('input[type="file"]');
    this.list = find("[data-upload-rows]");
    this.notice = find("[data-wait]");
    const status = find<HTMLElement>("[data-upload-told]");
    const template = find<HTMLTemplateElement>("[data-upload-row]");
    this.board = {
      to: { endpoint: part.dataset.attach ?? "", page: "" },
      largest: Number(part.dataset.largest),
      extensions: new Set(this.input.accept.split(",")),
      words: JSON.parse(template.dataset.words ?? "{}") as Words,
      figures: new Figures(dateTag(document.documentElement.lang)),
      template,
      canUndo: true,
      onChange: () => this.goOn(),
      say: (text) => {
        status.textContent = text;
      },
    };
    find<HTMLElement>("[data-plain]").hidden = true;
    this.input.addEventListener("change", () => this.take(this.input.files));
    form.addEventListener("submit", (event) => this.hold(event));
    part.addEventListener("dragover", (event) => event.preventDefault());
    part.addEventListener("drop", (event) => {
      event.preventDefault();
      this.take(event.dataTransfer?.files ?? null);
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.isSending()) event.preventDefault();
    });
    window.setInterval(() => {
      for (const row of this.rows) row.tick();
    }, SECOND);
    // They were chosen before the script had loaded.
    this.take(this.input.files);
  }

  private readonly isSending = () =>
    this.rows.some(({ state }) => state === "sending" || state === "waiting");

  private take(files: FileList | null): void {
    for (const file of files ?? []) {
      if (this.rows.some((row) => row.isSameAs(file))) continue;
      const row = new Row(file, this.board);
      this.rows.push(row);
      this.list.append(row.element);
    }
    this.list.hidden = this.rows.length === 0;
    // The form sends ids, and the same file can be chosen again.
    this.input.value = "";
    this.goOn();
  }

  /** Starts waiting uploads, and gives the form the ids of those that have arrived. */
  private goOn(): void {
    for (const row of this.rows) {
      const isFree = this.rows.filter(({ state }) => state === "sending").length < AT_ONCE;
      if (row.state === "waiting" && isFree) row.start();
      if (row.state === "done" && !row.element.querySelector("input")) this.add(row);
    }
    if (this.waiting && !this.isSending()) {
      const button = this.waiting;
      this.notice.hidden = true;
      this.waiting = null;
      // If one did not arrive, its sender decides.
      if (this.rows.every(({ state, element }) => state === "done" || !element.isConnected))
        this.form.requestSubmit(button);
    }
  }

  private add(row: Row): void {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "files[]", value: row.id });
    row.element.append(field);
  }

  /** Keeps the form from being sent without the files that are on their way. */
  private hold(event: SubmitEvent): void {
    if (!this.isSending()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.waiting = event.submitter ?? this.form.querySelector<HTMLElement>("button[type=submit]");
    this.notice.hidden = false;
    this.board.say(this.notice.textContent ?? "");
  }
}
