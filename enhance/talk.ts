import { afterEditor } from "./after-editor";

/** Address of `talk.js`, set by the build. */
declare const TALK_ADDRESS: string;

/** What the script of discussions and comments works on. */
const PARTS =
  "ol.thread, [data-reactions], [data-reading], [data-topics], a[data-topic], [data-similar], [data-moved]";

/** Loads the script of discussions and comments on pages that have any. */
export function startTalk(): void {
  if (!document.querySelector(PARTS)) return;
  // An aid: without it everything can be read and every form works.
  afterEditor(() => void import(TALK_ADDRESS).catch(() => undefined));
}
