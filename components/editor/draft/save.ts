import { type Refusal, refusalOf, saveRetryMs } from "./refusal";

/** The state of a save that waits to be sent again. */
export interface Waiting {
  refusal: Refusal;
  /** When it is sent again, in milliseconds since 1970. */
  retryAt: number;
}

interface World {
  now: () => number;
  random: () => number;
  sleep: (ms: number) => Promise<void>;
  onWaiting: (waiting: Waiting | null) => void;
}

/**
 * Sends a save, and again while the server is busy or restarting: a few times, with growing waits. `send`
 * must repeat the same input with the same client token, so that a save whose response was lost becomes one
 * revision. Throws the error of the last attempt.
 */
export async function sendPatiently<T>(send: () => Promise<T>, world: World): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      const refusal = refusalOf(error);
      const wait = saveRetryMs(refusal, attempt, world.random());
      if (wait === null) throw error;
      world.onWaiting({ refusal, retryAt: world.now() + wait });
      await world.sleep(wait);
      world.onWaiting(null);
    }
  }
}
