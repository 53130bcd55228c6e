/** Calls back before and after printing. */
export function onPaper(turn: (isPaper: boolean) => void): void {
  addEventListener("beforeprint", () => turn(true));
  addEventListener("afterprint", () => turn(false));
}

/** Opens folded blocks of the page (except `.cite`) for printing, and closes them afterwards. */
export function startUnfolding(): void {
  let opened: HTMLDetailsElement[] = [];
  onPaper((isPaper) => {
    if (isPaper)
      opened = [...document.querySelectorAll<HTMLDetailsElement>("main details:not([open], .cite)")];
    for (const one of opened) one.open = isPaper;
    if (!isPaper) opened = [];
  });
}
