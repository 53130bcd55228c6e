import { UploadBoard } from "./uploads/board";
import { loadSender } from "./uploads/sending";

const forms = document.querySelectorAll<HTMLFormElement>("form[data-uploads]");
for (const form of forms) new UploadBoard(form);
// It is there when a file is chosen, but nothing that can be typed in waits for it.
if (forms.length > 0)
  window.addEventListener("load", () => loadSender().catch(() => undefined), { once: true });
