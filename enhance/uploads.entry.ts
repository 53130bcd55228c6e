import { UploadBoard } from "./uploads/board";

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-uploads]")) new UploadBoard(form);
