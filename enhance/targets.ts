/** Unfolds the blocks around the part that an address leads to: not every browser does so itself. */
function unfold(): void {
  const part = document.getElementById(idIn(location.hash));
  let isFolded = false;
  for (let outer = part?.closest("details"); outer; outer = outer.parentElement?.closest("details")) {
    isFolded ||= !outer.open;
    outer.open = true;
  }
  if (isFolded) part?.scrollIntoView();
}

/** Returns the id in the fragment of an address, as written if it is badly encoded. */
function idIn(hash: string): string {
  const written = hash.slice(1);
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

/** Makes links lead into folded blocks. */
export function startTargets(): void {
  unfold();
  addEventListener("hashchange", unfold);
}
