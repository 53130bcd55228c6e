/** Calls `load`: on a page with an editor only after the window has loaded, so that the editor's scripts load first. */
export function afterEditor(load: () => void): void {
  if (document.querySelector("[data-editor]")) window.addEventListener("load", load, { once: true });
  else load();
}
