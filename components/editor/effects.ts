import { options } from "preact";

/**
 * Runs effects as soon as drawing is done, not after the next paint: on a slow machine a key may be pressed
 * before that. A separate module, so that it applies before anything is drawn.
 */
options.requestAnimationFrame = (run) => queueMicrotask(run);
