import { onLeave } from "@/components/listbox/after-press";
import { type Answered, askFor } from "./ask";
import { clear, type ListedProvision, move, onOther, readList, remove, saveNote } from "./store";
import { copy, say, showCopied, word } from "./words";

const part = (name: string) => document.querySelector<HTMLElement>(`[data-drafts="${name}"]`);
const entryOf = (element: Element) => element.closest<HTMLElement>("[data-entry]");

let answered: Answered = { head: {}, html: "", entries: [] };
let asked = 0;

/** The page of the list: fetches its texts, and edits it in place. */
export function startDraftingPage(): void {
  const page = document.getElementById("drafting");
  if (!page) return;
  page.addEventListener("click", (event) => void press(event));
  page.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLTextAreaElement)) return;
    const key = entryOf(target)?.dataset.entry ?? "";
    if (!saveNote(key, target.value)) say(word("unkept"));
  });
  page.addEventListener("submit", ({ target }) => {
    if (target instanceof HTMLFormElement) fill(target);
  });
  onOther(() => void load());
  void load();
}

function show(name: "empty" | "failed" | "waiting" | "list"): void {
  for (const one of ["empty", "failed", "waiting", "list"] as const) {
    const element = part(one);
    if (element) element.hidden = one !== name;
  }
  const take = part("take");
  if (take) take.hidden = name !== "list";
}

async function load(): Promise<void> {
  const list = readList();
  const turn = ++asked;
  if (list.length === 0) {
    show("empty");
    return;
  }
  const known = new Set(answered.entries.map((entry) => entry.key));
  const isKnown = list.length === known.size && list.every((one) => known.has(one.key));
  if (!isKnown) {
    if (known.size === 0) show("waiting");
    const fresh = await askFor(list.map((one) => one.key)).catch(() => null);
    if (turn !== asked) return;
    if (!fresh) {
      show("failed");
      return;
    }
    answered = fresh;
    const drawn = new DOMParser().parseFromString(fresh.html, "text/html").body;
    part("list")?.replaceChildren(...drawn.childNodes);
  }
  arrange(list);
  show("list");
}

/** Entries in the order of the list, with their notes. */
function arrange(list: readonly ListedProvision[]): void {
  const holder = part("list")?.querySelector("ol");
  for (const { key, note } of list) {
    const entry = find(key);
    const field = entry?.querySelector<HTMLTextAreaElement>("textarea");
    if (field && field !== document.activeElement) field.value = note;
    if (entry) holder?.append(entry);
  }
}

const find = (key: string) => document.querySelector<HTMLElement>(`[data-entry="${CSS.escape(key)}"]`);

async function press(event: Event): Promise<void> {
  const button = event.target instanceof Element ? event.target.closest("button") : null;
  if (!button) return;
  const { act, all } = button.dataset;
  if ("again" in button.dataset) await load();
  else if (all) await takeAll(all, button);
  else if (act) await actOn(act, button);
}

async function actOn(act: string, button: HTMLElement): Promise<void> {
  const entry = entryOf(button);
  const key = entry?.dataset.entry ?? "";
  if (!entry) return;
  if (act === "copy") await copyFrom(button, textOf(readList().filter((one) => one.key === key)));
  else if (act === "remove") drop(entry, key);
  else shift(entry, key, act === "up");
}

/** Moves an entry by one place; the other entry moves in the page, so that the focus stays. */
function shift(entry: HTMLElement, key: string, isUp: boolean): void {
  const place = move(key, isUp ? -1 : 1);
  if (typeof place !== "number") {
    say(word(place === "unkept" ? place : isUp ? "first" : "last"));
    return;
  }
  const other = isUp ? entry.previousElementSibling : entry.nextElementSibling;
  if (other) entry[isUp ? "after" : "before"](other);
  entry.scrollIntoView({ block: "nearest" });
  say(word("moved", place));
}

function drop(entry: HTMLElement, key: string): void {
  if (!remove(key)) {
    say(word("unkept"));
    return;
  }
  const next = entry.nextElementSibling ?? entry.previousElementSibling;
  entry.remove();
  answered.entries = answered.entries.filter((one) => one.key !== key);
  say(word("dropped"));
  if (!next) {
    show("empty");
    part("empty")?.querySelector("a")?.focus();
  } else next.querySelector<HTMLElement>('[data-act="remove"]')?.focus();
}

async function copyFrom(button: HTMLElement, text: string): Promise<void> {
  if (await copy(text)) showCopied(button);
  else say(word("uncopied"));
}

/** Returns entries as plain text, with the reader's notes. */
function textOf(list: readonly ListedProvision[]): string {
  return list
    .map(({ key, note }) => {
      const plain = answered.entries.find((entry) => entry.key === key)?.plain ?? "";
      return note ? `${plain}\n\n${word("note")}\n${note}` : plain;
    })
    .join("\n\n* * *\n\n");
}

async function takeAll(what: string, button: HTMLElement): Promise<void> {
  const list = readList();
  if (what === "copy") await copyFrom(button, textOf(list));
  if (what === "txt") save("txt", "text/plain", `${textOf(list)}\n`);
  if (what === "json") {
    const provisions = list.flatMap(({ key, note }) => {
      const data = answered.entries.find((entry) => entry.key === key)?.data;
      return data ? [{ ...data, ownNote: note || null }] : [];
    });
    save("json", "application/json", JSON.stringify({ ...answered.head, provisions }, null, 1));
  }
  if (what === "clear") askOnce(button);
}

/** Clears the list at the second press, because that cannot be undone; leaving the button cancels the first press. */
function askOnce(button: HTMLElement): void {
  const label = button.querySelector("span") ?? button;
  const before = label.dataset.label ?? label.textContent ?? "";
  const isSure = label.textContent !== before;
  label.dataset.label = before;
  label.textContent = before;
  if (!isSure) {
    label.textContent = button.dataset.sure ?? before;
    const back = () => {
      label.textContent = before;
    };
    onLeave(button, back, { once: true });
    return;
  }
  if (!clear()) {
    say(word("unkept"));
    return;
  }
  answered.entries = [];
  part("list")?.replaceChildren();
  show("empty");
  say(word("dropped"));
  part("empty")?.querySelector("a")?.focus();
}

function save(ending: string, type: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = `${word("name")}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Writes the current list and notes into the form of the Word file. */
function fill(form: HTMLFormElement): void {
  for (const field of form.querySelectorAll("input")) field.remove();
  for (const { key, note } of readList())
    for (const [name, value] of [
      ["items[]", key],
      ["notes[]", note],
    ] as const) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      field.value = value;
      form.append(field);
    }
}
