/** Says when the page goes onto paper, and when it comes back from there. */
export function onPaper(turn: (isPaper: boolean) => void): void {
  addEventListener("beforeprint", () => turn(true));
  addEventListener("afterprint", () => turn(false));
}

/** What opens on the screen is open on paper, also in browsers whose style sheets cannot say so. */
export function startUnfolding(): void {
  let opened: HTMLDetailsElement[] = [];
  onPaper((isPaper) => {
    if (isPaper)
      opened = [...document.querySelectorAll<HTMLDetailsElement>("main details:not([open], .cite)")];
    for (const one of opened) one.open = isPaper;
    if (!isPaper) opened = [];
  });
}
