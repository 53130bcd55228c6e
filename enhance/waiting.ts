/** The part of `GET /api/me` that says whether there is a member. */
interface Me {
  member: object | null;
}

/**
 * Shows members what waits for them on the front page, instead of the box on joining. The page is the same for
 * everyone, so the box comes from the member's own screen, whose address the page names.
 */
export function startWaiting(): void {
  const place = document.querySelector<HTMLElement>("[data-waiting]");
  if (!place) return;
  document.addEventListener("octopus:me", (event) => {
    if ((event as CustomEvent<Me>).detail.member) void showIn(place);
  });
}

/** Adds to "Reviews" in the account menu how much waits for the member, when the menu is first opened. */
export function startReviews(): void {
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (!(target instanceof HTMLDetailsElement) || !target.open) return;
      const link = target.querySelector<HTMLElement>("[data-reviews]");
      if (link) void countIn(link);
    },
    // The event does not bubble.
    { capture: true },
  );
}

async function countIn(link: HTMLElement): Promise<void> {
  const address = link.dataset.reviews ?? "";
  delete link.dataset.reviews;
  const count = (await drawnAt(address))?.querySelector<HTMLElement>("[data-review-count]");
  const [place, number] = [link.querySelector<HTMLElement>(".count"), link.querySelector("[data-number]")];
  if (!count || !place || !number) return;
  number.textContent = count.dataset.reviewCount ?? "";
  place.hidden = false;
}

/** Returns the member's own screen; null when offline, or if the session has ended and it leads to signing in. */
async function drawnAt(address: string): Promise<Document | null> {
  try {
    const response = await fetch(address, { headers: { accept: "text/html" } });
    if (!response.ok || response.redirected) return null;
    return new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return null;
  }
}

async function showIn(place: HTMLElement): Promise<void> {
  const join = document.getElementById("join")?.closest("section");
  const drawn = await drawnAt(place.dataset.waiting ?? "");
  const box = drawn?.getElementById("waiting")?.closest("section");
  // Without an answer the link to the screen stays.
  if (!box) return;
  place.replaceChildren(document.adoptNode(box));
  place.hidden = false;
  join?.parentElement?.classList.remove("side");
  join?.remove();
}
