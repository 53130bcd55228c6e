/** Loads something for the page; what an editor needs before one can type goes first. */
export function afterEditor(load: () => void): void {
  if (document.querySelector("[data-editor]")) window.addEventListener("load", load, { once: true });
  else load();
}
