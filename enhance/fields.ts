/** Small helpers for forms: the error summary gets the focus; zones are the reader's; a password can be shown. */
export function startFields(): void {
  for (const select of document.querySelectorAll<HTMLSelectElement>("[data-own-zone]")) chooseOwnZone(select);
  document.querySelector<HTMLElement>("[data-focus]")?.focus();
  for (const button of document.querySelectorAll<HTMLElement>("[data-reveal]")) {
    const field = document.getElementById(button.dataset.reveal ?? "");
    if (!(field instanceof HTMLInputElement)) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const isShown = field.type === "password";
      field.type = isShown ? "text" : "password";
      button.setAttribute("aria-pressed", String(isShown));
    });
    // Hides a shown password again on submit: browsers would otherwise store it as text and suggest it later.
    field.form?.addEventListener("submit", () => {
      field.type = "password";
    });
  }
}

/** Chooses the reader's time zone, as if the form had been drawn with it, even if it is missing from the list. */
function chooseOwnZone(select: HTMLSelectElement): void {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const options = [...select.options];
  // After "back", the browser has restored what the reader chose.
  if (options.some(({ selected, defaultSelected }) => selected && !defaultSelected)) return;
  const option = options.find(({ value }) => value === own) ?? new Option(own, own);
  for (const other of options) other.defaultSelected = false;
  if (!option.parentElement) select.add(option);
  option.defaultSelected = true;
  option.selected = true;
}

/** Milliseconds in which a second click on a form's button is ignored. */
const ECHO_MILLISECONDS = 4_000;

/**
 * Sends a form once, however often its button is clicked: the browser would drop the first response for the
 * second, which may be a refusal. After some seconds it can be sent again, since the first request may have
 * been stopped.
 */
export function startSingleSends(): void {
  const sentAt = new WeakMap<HTMLFormElement, number>();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== "post") return;
    const now = performance.now();
    const before = sentAt.get(form);
    if (before !== undefined && now - before < ECHO_MILLISECONDS) event.preventDefault();
    else sentAt.set(form, now);
  });
  // After "back" the page is restored as it was left.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) sentAt.delete(form);
  });
}

/** Shows the buttons for printing, which are hidden without scripts. */
export function startPrinting(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}
