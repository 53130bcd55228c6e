/** Loads something for the page; scripts that an editor needs before typing load first. */
export function afterEditor(load: () => void): void {
  if (document.querySelector("[data-editor]")) window.addEventListener("load", load, { once: true });
  else load();
}
