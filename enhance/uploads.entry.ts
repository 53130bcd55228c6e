import { AttachBoard } from "./uploads/attach";
import { UploadBoard } from "./uploads/board";
import { loadSender } from "./uploads/sending";

/* Uploads the files of a page one by one. `app.js` loads it on pages with uploads. */

for (const part of document.querySelectorAll<HTMLElement>("[data-attach]")) {
  const form = part.closest("form");
  if (form) new AttachBoard(part, form);
}
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-uploads]")) new UploadBoard(form);
// Preloads the library before a file is chosen.
loadSender().catch(() => undefined);
