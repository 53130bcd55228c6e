import { AsyncLocalStorage } from "node:async_hooks";

const looking = new AsyncLocalStorage<true>();

/** Thrown where a page that is only looked at would write: its reader was admitted, and nothing is written. */
export class WouldWrite extends Error {
  override name = "WouldWrite";
}

/**
 * Draws a page as another member without leaving a trace: no command runs inside (`transact` throws `WouldWrite`), so the member
 * is never recorded as having read what an administrator asked about.
 */
export function onlyLook<T>(look: () => Promise<T>): Promise<T> {
  return looking.run(true, look);
}

/** Throws if a page is only looked at. */
export function refuseWhenLooking(): void {
  if (looking.getStore()) throw new WouldWrite("a page that is only looked at would write");
}
