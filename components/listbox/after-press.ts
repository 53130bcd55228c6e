let isPressed = false;

if (typeof document !== "undefined") {
  const press = (is: boolean) => () => {
    isPressed = is;
  };
  document.addEventListener("pointerdown", press(true), true);
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, press(false), true);
}

/**
 * Runs at once, or once the button that is being pressed has had its click: words that appear while it is held down push
 * it from under the pointer.
 */
export function afterPress(run: () => void): void {
  if (!isPressed) {
    run();
    return;
  }
  const later = () => {
    for (const end of ["pointerup", "pointercancel"]) document.removeEventListener(end, later);
    setTimeout(run);
  };
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, later);
}
