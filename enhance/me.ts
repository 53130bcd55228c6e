/** Where the answer of `GET /api/me` is left for scripts that are loaded after it came. */
interface WithMe {
  octopusMe?: unknown;
}

/** Tells every script of the page who reads it. */
export function tellMe(me: unknown): void {
  (document as WithMe).octopusMe = me;
  document.dispatchEvent(new CustomEvent("octopus:me", { detail: me }));
}

/** Calls `take` with what `GET /api/me` answered: now if it has, and whenever it does. `Me`: the part that is used. */
export function whenMe<Me>(take: (me: Me) => void): void {
  const { octopusMe } = document as WithMe;
  if (octopusMe !== undefined) take(octopusMe as Me);
  document.addEventListener("octopus:me", (event) => take((event as CustomEvent<Me>).detail));
}
