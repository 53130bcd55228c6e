import { afterEditor } from "./after-editor";

/** The address of `uploads.js`, which the build knows. */
declare const UPLOADS_ADDRESS: string;

/** Loads what sends files one by one, on pages that take some. */
export function startUploads(): void {
  if (!document.querySelector("form[data-uploads]")) return;
  // A help: without it the form sends its files as the browser does.
  afterEditor(() => void import(UPLOADS_ADDRESS).catch(() => undefined));
}
