import { afterEditor } from "./after-editor";

/** Address of `uploads.js`, set by the build. */
declare const UPLOADS_ADDRESS: string;

/** Loads the upload script on pages with uploads; where files can be attached to a text, when somebody is about to. */
export function startUploads(): void {
  const attach = document.querySelector("[data-attach]");
  attach?.addEventListener("toggle", load, { once: true });
  if (document.querySelector("form[data-uploads], [data-attach][open]")) load();
}

function load(): void {
  // An aid: without it the browser sends the form with its files.
  afterEditor(() => void import(UPLOADS_ADDRESS).catch(() => undefined));
}
