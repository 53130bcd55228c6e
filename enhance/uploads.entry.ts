import { UploadBoard } from "./uploads/board";
import { loadSender } from "./uploads/sending";

/* Sends the files of a page one by one. `app.js` loads it for pages that take some. */

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-uploads]")) new UploadBoard(form);
// It is there when a file is chosen.
loadSender().catch(() => undefined);
