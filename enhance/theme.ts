export type Theme = "system" | "light" | "dark";

const KEY = "octopus-theme";

/** Returns the theme chosen on this device; "system" if none, or if the browser stores nothing. */
export function chosenTheme(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === "light" || kept === "dark" ? kept : "system";
  } catch {
    return "system";
  }
}

export function showTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function saveTheme(theme: Theme): void {
  try {
    if (theme === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Without storage, the choice still applies to this page.
  }
}

/** Shows the theme choices, which are hidden in the page (header and sheet), and handles their buttons. */
export function startThemeMenu(): void {
  const buttons = document.querySelectorAll<HTMLElement>("[data-theme-choice]");
  const mark = (theme: Theme) => {
    for (const button of buttons)
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === theme));
  };
  mark(chosenTheme());
  for (const menu of document.querySelectorAll<HTMLElement>("[data-theme-menu]")) menu.hidden = false;
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-theme-choice]");
    if (!button) return;
    const theme = button.dataset.themeChoice as Theme;
    saveTheme(theme);
    showTheme(theme);
    mark(theme);
  });
}
