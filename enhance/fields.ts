/** Small helps for forms: the summary of what is wrong takes the focus; a password can be shown. */
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
    // A shown password is not sent as text, which browsers would offer to complete later.
    field.form?.addEventListener("submit", () => {
      field.type = "password";
    });
  }
}

/** Buttons that only a script can answer: they stand hidden until it is here. */
export function startPrinting(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}
