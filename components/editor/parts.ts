import { lazyPart } from "./part";

/*
 * The parts that nobody needs in order to begin to type. Each is loaded when it is first shown, or before that while
 * the browser has nothing else to do, so that it is there when the connection is not.
 */
export const PARTS = {
  conflict: lazyPart(async () => (await import("./conflict-dialog")).ConflictDialog),
  preview: lazyPart(async () => (await import("./preview")).Preview),
  cite: lazyPart(async () => (await import("./prose/citation-dialog")).CitationDialog),
  link: lazyPart(async () => (await import("./prose/link-dialog")).LinkDialog),
  embed: lazyPart(async () => (await import("./prose/embed-dialog")).EmbedDialog),
  note: lazyPart(async () => (await import("./prose/note-dialog")).NoteDialog),
  picture: lazyPart(async () => (await import("./prose/picture-dialog")).PictureDialog),
};

/** Loads one part after the other while the browser has nothing else to do. */
export function loadPartsWhenIdle(): void {
  const loads: (() => Promise<void>)[] = Object.values(PARTS).map(({ load }) => load);
  const next = () => {
    const load = loads.shift();
    if (!load) return;
    // A part that fails now is asked for again when it is needed.
    const run = () => void load().then(next, next);
    if ("requestIdleCallback" in window) window.requestIdleCallback(run, { timeout: 5_000 });
    else setTimeout(run, 1_000);
  };
  next();
}
