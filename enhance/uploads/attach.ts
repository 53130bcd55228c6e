import { Rows } from "./rows";

/**
 * Sends the files of a form in which something is written, each as soon as it is chosen. The form gets the id of each that
 * has arrived. Sent meanwhile, it waits for those on their way.
 */
export class AttachBoard {
  private readonly rows: Rows;
  /** Says that the form waits. */
  private readonly notice: HTMLElement;
  /** The button with which the form waits to be sent. */
  private waiting: HTMLElement | null = null;

  constructor(
    part: HTMLElement,
    private readonly form: HTMLFormElement,
  ) {
    this.notice = part.querySelector("[data-wait]") as HTMLElement;
    const to = { endpoint: part.dataset.attach ?? "", page: "" };
    this.rows = new Rows(part, { to, canUndo: true, onChange: () => this.goOn() });
    form.addEventListener("submit", (event) => this.hold(event));
    this.rows.takeChosen();
  }

  /** Starts waiting uploads, and gives the form the ids of those that have arrived. */
  private goOn(): void {
    this.rows.startWaiting();
    for (const { state, element, id } of this.rows.all)
      if (state === "done" && !element.querySelector("input")) addField(element, id);
    if (!this.waiting || this.rows.isSending) return;
    const button = this.waiting;
    this.notice.hidden = true;
    this.waiting = null;
    // If one did not arrive, its sender decides.
    if (this.rows.all.every(({ state, element }) => state === "done" || !element.isConnected))
      this.form.requestSubmit(button);
  }

  /** Keeps the form from being sent without the files that are on their way. */
  private hold(event: SubmitEvent): void {
    if (!this.rows.isSending) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.waiting = event.submitter ?? this.form.querySelector<HTMLElement>("button[type=submit]");
    this.notice.hidden = false;
    this.rows.board.say(this.notice.textContent ?? "");
  }
}

function addField(row: HTMLElement, value: string): void {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "files[]", value });
  row.append(field);
}
