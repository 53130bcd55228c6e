import { afterEditor } from "./after-editor";

/** Address of `uploads.js`, set by the build. */
declare const UPLOADS_ADDRESS: string;

/** Loads the upload script on pages with uploads. */
export function startUploads(): void {
  if (!document.querySelector("form[data-uploads]")) return;
  // An aid: without it the browser sends the form with its files.
  afterEditor(() => void import(UPLOADS_ADDRESS).catch(() => undefined));
}
