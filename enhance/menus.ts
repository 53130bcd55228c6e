/** Menus close when something else is pressed, when another opens, and on Escape, which restores the focus. */
export function startMenus(): void {
  const open = () => document.querySelectorAll<HTMLDetailsElement>("details.menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target as Node)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
}

/** Unfolds blocks on wide screens in browsers whose style sheets cannot do it. */
export function startFolds(): void {
  if (CSS.supports("selector(::details-content)") || !matchMedia("(min-width: 62rem)").matches) return;
  for (const fold of document.querySelectorAll<HTMLDetailsElement>("details.more")) fold.open = true;
}
