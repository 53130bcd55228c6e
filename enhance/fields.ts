/** Small helpers for forms: the error summary gets the focus; a password can be shown. */
export function startFields(): void {
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
