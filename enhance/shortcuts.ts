import { stepToChange } from "./changes";

const KEY = "octopus-shortcuts";
/** The choice for this page, if the browser did not store it. */
let unstored: boolean | null = null;

function isOn(): boolean {
  if (unstored !== null) return unstored;
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

function keep(on: boolean): void {
  try {
    if (on) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, "off");
  } catch {
    unstored = on;
  }
}

const NOT_TEXT = /^(button|checkbox|radio|range|reset|submit)$/;

/** Checks whether keys are being typed into a field, so that single-key shortcuts do not apply. */
function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !NOT_TEXT.test(target.type);
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Returns the key by its letter or, if that is not Latin, by its position, for example on an Arabic keyboard. */
function keyOf(event: KeyboardEvent): string {
  const [, placed] = /^Key([A-Z])$/.exec(event.code) ?? [];
  return placed && !/^[ -~]$/.test(event.key) ? placed.toLowerCase() : event.key;
}

/**
 * `/` search, `?` list of keys, `g` then `c` or `r` for countries or recent changes, `n` and `p` for the next
 * and previous change of a comparison, and the keys that a page names. Can be turned off in the list.
 */
export function startShortcuts(): void {
  const dialog = takeDialog();
  if (!dialog) return;
  let isGoing = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !isOn()) return;
    const key = keyOf(event);
    const wasGoing = isGoing;
    isGoing = key === "g";
    if (key === "/") {
      const field = document.getElementById("q");
      if (!field) return;
      event.preventDefault();
      field.focus();
    } else if (key === "?" && !dialog.open) {
      dialog.showModal();
    } else if (pressed(key, dialog, wasGoing)) {
      event.preventDefault();
    } else if ((key === "n" || key === "p") && !wasGoing && !dialog.open) {
      stepToChange(key === "n" ? 1 : -1);
    } else if (wasGoing) {
      const place = { c: "/countries", r: "/changes" }[key];
      if (place) document.querySelector<HTMLAnchorElement>(`#nav a[href$="${place}"]`)?.click();
    }
  });
}

/** Presses the button or link of the page that names a key, if any (`data-press`). */
function pressed(key: string, dialog: HTMLDialogElement, wasGoing: boolean): boolean {
  if (wasGoing || dialog.open || !/^[a-z]$/.test(key)) return false;
  const found = document.querySelector<HTMLElement>(`main [data-press="${key}"]`);
  found?.click();
  return found !== null;
}

/**
 * Takes the list from its template, with the checkbox that turns the keys off and the button in the footer that
 * opens it.
 */
function takeDialog(): HTMLDialogElement | null {
  const template = document.getElementById("shortcuts");
  if (!(template instanceof HTMLTemplateElement)) return null;
  document.body.append(template.content.cloneNode(true));
  const dialog = document.querySelector<HTMLDialogElement>("dialog[data-shortcuts]");
  const box = dialog?.querySelector<HTMLInputElement>("input[type=checkbox]");
  if (box) {
    box.checked = isOn();
    box.addEventListener("change", () => keep(box.checked));
  }
  for (const note of document.querySelectorAll<HTMLElement>("[data-keys]")) note.hidden = false;
  for (const button of document.querySelectorAll<HTMLElement>("[data-shortcuts-open]")) {
    button.hidden = false;
    button.addEventListener("click", () => dialog?.showModal());
  }
  return dialog;
}
