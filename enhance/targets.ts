/** Unfolds the blocks around the part that an address leads to: not every browser does so itself. */
function unfold(): void {
  const part = partAt(location.hash);
  let isFolded = false;
  for (let outer = part?.closest("details"); outer; outer = outer.parentElement?.closest("details")) {
    isFolded ||= !outer.open;
    outer.open = true;
  }
  if (isFolded) part?.scrollIntoView();
}

/** Returns the part that a fragment leads to; the fragment is taken as written if it is badly encoded. */
export function partAt(hash: string): HTMLElement | null {
  const written = hash.slice(1);
  try {
    return document.getElementById(decodeURIComponent(written));
  } catch {
    return document.getElementById(written);
  }
}

/** Makes links lead into folded blocks. */
export function startTargets(): void {
  unfold();
  addEventListener("hashchange", unfold);
}
