import { type Failure, fingerprintOf, Sending } from "./sending";
import { type Figures, Speed } from "./speed";

/** Messages of a row from the page, with placeholders in braces. */
export type Words = Readonly<Record<string, string>>;

type State = "waiting" | "sending" | "done" | "ended";

export interface Board {
  /** Address of uploads, and the page of the work that the files are for; '' for none. */
  to: { endpoint: string; page: string };
  largest: number;
  /** What the page has a use for; null if the site decides about each file. */
  extensions: ReadonlySet<string> | null;
  words: Words;
  figures: Figures;
  template: HTMLTemplateElement;
  /** Called when an upload is complete, has failed or was cancelled. */
  onChange(): void;
  /** Whether a file that has arrived can be taken out again. */
  canUndo?: boolean;
  say(text: string): void;
}

/** A chosen file: its row on the page, and its upload. */
export class Row {
  readonly element: HTMLElement;
  state: State;
  /** Id of the complete upload. */
  id = "";
  /** Whether the site has recorded why it refused the file, so that its list will show it. */
  isRecorded = false;
  private readonly bar: HTMLProgressElement;
  private readonly status: HTMLElement;
  private readonly button: HTMLElement;
  private readonly again: HTMLElement;
  private readonly speed = new Speed();
  private sending: Sending | null = null;
  private sent = 0;
  private isBroken = false;

  constructor(
    private readonly file: File,
    private readonly board: Board,
  ) {
    const copy = board.template.content.cloneNode(true) as DocumentFragment;
    const find = (mark: string) => copy.querySelector(`[data-${mark}]`) as HTMLElement;
    this.bar = find("bar") as HTMLProgressElement;
    this.status = find("told");
    this.button = find("cancel");
    this.again = find("again");
    this.element = copy.firstElementChild as HTMLElement;
    for (const name of copy.querySelectorAll("[data-name]")) name.textContent = file.name;
    this.bar.setAttribute("aria-label", file.name);
    this.button.addEventListener("click", () => void this.cancel());
    this.again.addEventListener("click", () => this.tryAgain());
    const refusal = this.refusal();
    this.state = refusal ? "ended" : "waiting";
    this.tell(this.word(refusal ?? "waiting"));
    if (refusal) this.showEnd(refusal);
  }

  /** Whether it is the same file on its way. */
  isSameAs(file: File): boolean {
    const isOnItsWay = this.state === "waiting" || this.state === "sending";
    return isOnItsWay && fingerprintOf(file, "") === fingerprintOf(this.file, "");
  }

  /** Id of the upload on its way; '' before the site has given it one. */
  get sendingId(): string {
    return this.state === "sending" ? (this.sending?.id ?? "") : "";
  }

  get name(): string {
    return this.file.name;
  }

  /** Returns a problem that the page knows before any byte is sent; null if the site decides. */
  private refusal(): Failure | null {
    if (this.board.extensions === null) return null;
    if (this.file.size === 0) return "empty";
    if (this.file.size > this.board.largest) return "too_large";
    const extension = /\.[a-z0-9]+$/i.exec(this.file.name)?.[0].toLowerCase() ?? "";
    return this.board.extensions.has(extension) ? null : "type";
  }

  start(): void {
    this.state = "sending";
    this.tell(this.word("starting"));
    this.sending = new Sending(this.file, this.board.to, {
      onProgress: (sent) => this.progress(sent),
      onBroken: () => {
        this.isBroken = true;
        this.tell(this.word("broken"));
      },
      onDone: (id) => this.done(id),
      onFailure: (why) => this.fail(why),
    });
    void this.sending.start();
  }

  /** Updates the speed and remaining time; called each second, since a stalled upload sends no events. */
  tick(): void {
    if (this.state !== "sending" || this.sent === 0 || this.isBroken) return;
    const { figures } = this.board;
    const perSecond = this.speed.perSecond(performance.now());
    const left = perSecond > 0 ? figures.time((this.file.size - this.sent) / perSecond) : "…";
    this.tell(
      this.word("sending", {
        sent: figures.size(this.sent),
        size: figures.size(this.file.size),
        left,
        speed: figures.speed(perSecond),
      }),
    );
  }

  private progress(sent: number): void {
    if (this.state !== "sending") return;
    if (sent > this.sent) this.isBroken = false;
    this.sent = sent;
    this.speed.add(performance.now(), sent);
    this.bar.value = sent / this.file.size;
  }

  private done(id: string): void {
    this.id = id;
    this.state = "done";
    this.bar.value = 1;
    this.button.hidden = !this.board.canUndo;
    if (this.board.canUndo && this.button.firstChild)
      this.button.firstChild.textContent = this.word("remove");
    this.tell(this.word("done"));
    this.board.say(`${this.file.name} ${this.word("done")}`);
    this.board.onChange();
  }

  private fail(why: Failure): void {
    if (this.state !== "sending") return;
    this.state = "ended";
    this.isRecorded = why === "empty" || why === "quota" || why === "too_large" || why === "type";
    this.tell(this.word(why));
    this.showEnd(why);
    this.again.hidden = this.isRecorded || why === "gone";
    this.board.onChange();
  }

  /** Sends the file again; what the site has of it is not sent twice. */
  private tryAgain(): void {
    this.state = "waiting";
    this.again.hidden = true;
    this.element.classList.remove("bad");
    this.bar.hidden = false;
    if (this.button.firstChild) this.button.firstChild.textContent = this.word("cancel");
    this.tell(this.word("waiting"));
    this.button.focus();
    this.board.onChange();
  }

  private async cancel(): Promise<void> {
    const wasSending = this.state === "sending";
    const wasEnded = this.state === "ended";
    const next = this.element.nextElementSibling ?? this.element.previousElementSibling;
    this.state = "ended";
    this.element.remove();
    if (!wasEnded) this.board.say(`${this.file.name} ${this.word("cancelled")}`);
    (next?.querySelector("[data-cancel]") as HTMLElement | null)?.focus();
    if (wasSending) await this.sending?.cancel();
    this.board.onChange();
  }

  private showEnd(why: Failure): void {
    this.element.classList.add("bad");
    this.bar.hidden = true;
    // There is nothing left to cancel: the button only hides the row.
    if (this.button.firstChild) this.button.firstChild.textContent = this.word("dismiss");
    this.board.say(`${this.file.name} ${this.word(why)}`);
  }

  private tell(text: string): void {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  private word(name: string, places: Readonly<Record<string, string>> = {}): string {
    return (this.board.words[name] ?? "").replace(/\{(\w+)\}/g, (whole, key: string) => places[key] ?? whole);
  }
}
