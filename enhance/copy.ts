/**
 * Buttons that copy a text which stands in the page, or, where they name none, the page's own address; without scripts,
 * or a clipboard, it is selected by hand.
 */
export function startCopying(): void {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-copy]")) {
    const words = button.querySelector("span") ?? button;
    const label = words.textContent ?? "";
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      const source = button.dataset.copy ?? "";
      const text = source === "" ? pageAddress() : (document.getElementById(source)?.textContent ?? "");
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        // Not allowed here: the text can be selected all the same.
        button.hidden = true;
        return;
      }
      words.textContent = button.dataset.copied ?? label;
      setTimeout(() => {
        words.textContent = label;
      }, 3_000);
    });
  }
}

/** The address under which the page is known, without what this visit added to it. */
const pageAddress = () =>
  document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href ?? location.href;
