import { options } from "preact";

/**
 * Lets what follows from a drawing run as soon as that is done, not after the next paint: on a slow machine the next key
 * may come before. Of a module of its own, so that it holds for whatever is drawn first.
 */
options.requestAnimationFrame = (run) => queueMicrotask(run);
