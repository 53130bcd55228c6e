/*
 * What moves on a page while a button of the mouse is held down pushes another button from under the pointer, which then
 * has no click. Leaving a field does that: its list closes and its words are settled the moment the button is pressed.
 */

let press = 0;
let isHeld = false;
const waiting: (() => void)[] = [];

function release(): void {
  isHeld = false;
  for (const run of waiting.splice(0)) run();
}

if (typeof document !== "undefined") {
  const begin = () => {
    press += 1;
    isHeld = true;
  };
  // Not `pointerdown`: a finger has been lifted before the field is left.
  document.addEventListener("mousedown", begin, true);
  // The click has found its button by now, and those who listen to it come after this: they find all settled.
  document.addEventListener("click", release, true);
  // Where the button is let go elsewhere no click follows.
  const end = () => {
    const own = press;
    setTimeout(() => own === press && release());
  };
  for (const kind of ["mouseup", "dragend"]) document.addEventListener(kind, end, true);
}

/** Runs at once, or once the button that is being pressed has its click. */
export function afterPress(run: () => void): void {
  if (isHeld) waiting.push(run);
  else run();
}

/** Runs when a field is left, which is not the case where whoever pressed comes back to it. */
export function onLeave(field: HTMLElement, run: () => void, options: { once?: boolean } = {}): void {
  const left = () =>
    afterPress(() => {
      if (document.activeElement !== field) run();
    });
  field.addEventListener("blur", left, options);
}

/** Resolves when nothing is being pressed, and what was pressed has been answered. */
export function pressEnded(): Promise<void> {
  return new Promise((resolve) => {
    afterPress(() => setTimeout(resolve));
  });
}
