const DISMISSED = "octopus-announcements";

/** Hides the announcements that were dismissed on this device, and offers to dismiss the others. */
export function startAnnouncements(): void {
  const shown = [...document.querySelectorAll<HTMLElement>("[data-announcement]")];
  const idOf = (one: HTMLElement) => one.dataset.announcement ?? "";
  for (const one of shown) {
    if (readDismissed().includes(idOf(one))) {
      one.hidden = true;
      continue;
    }
    const button = one.querySelector("button");
    if (!button) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      one.hidden = true;
      // Only those still shown are remembered, so the list stays short.
      const current = new Set(shown.map(idOf));
      saveDismissed([...readDismissed().filter((id) => current.has(id)), idOf(one)]);
      document.getElementById("main")?.focus({ preventScroll: true });
    });
  }
}

function readDismissed(): string[] {
  try {
    return (localStorage.getItem(DISMISSED) ?? "").split(" ");
  } catch {
    return [];
  }
}

function saveDismissed(ids: readonly string[]): void {
  try {
    localStorage.setItem(DISMISSED, ids.filter(Boolean).join(" "));
  } catch {
    // Without storage it stays hidden on this page only.
  }
}
