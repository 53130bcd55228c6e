/**
 * Buttons that copy a text of the page or, if they name none, its address. Without scripts or a clipboard it
 * can be selected by hand.
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
        // Not allowed here: the text can still be selected.
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

/** Returns the page's canonical address, or the current one if it has none. */
const pageAddress = () =>
  document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href ?? location.href;
