/*
 * Layout that shifts while a mouse button is pressed moves the button under the pointer away, which then gets
 * no click. Leaving a field causes that: its list closes and its text is completed the moment the mouse
 * button is pressed.
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
  // Not `pointerdown`: on a touch screen the finger is lifted before the field loses focus.
  document.addEventListener("mousedown", begin, true);
  // The click has reached its target by now; its listeners run after this and find the final state.
  document.addEventListener("click", release, true);
  // If the mouse button is released elsewhere, no click follows.
  const end = () => {
    const own = press;
    setTimeout(() => own === press && release());
  };
  for (const kind of ["mouseup", "dragend"]) document.addEventListener(kind, end, true);
}

/** Runs at once, or after the click if a mouse button is pressed. */
export function afterPress(run: () => void): void {
  if (isHeld) waiting.push(run);
  else run();
}

/** Runs when a field is left; not if the click returns the focus to it. */
export function onLeave(field: HTMLElement, run: () => void, options: { once?: boolean } = {}): void {
  const left = () =>
    afterPress(() => {
      if (document.activeElement !== field) run();
    });
  field.addEventListener("blur", left, options);
}

/** Resolves when no mouse button is pressed and the click has been handled. */
export function pressEnded(): Promise<void> {
  return new Promise((resolve) => {
    afterPress(() => setTimeout(resolve));
  });
}
