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

async function showIn(place: HTMLElement): Promise<void> {
  const join = document.getElementById("join")?.closest("section");
  try {
    const response = await fetch(place.dataset.waiting ?? "", { headers: { accept: "text/html" } });
    // The session has ended since: the page of signing in has no such box.
    if (!response.ok || response.redirected) return;
    const drawn = new DOMParser().parseFromString(await response.text(), "text/html");
    const box = drawn.getElementById("waiting")?.closest("section");
    if (!box) return;
    place.replaceChildren(document.adoptNode(box));
    place.hidden = false;
    join?.parentElement?.classList.remove("side");
    join?.remove();
  } catch {
    // Offline, or leaving the page: the link to the screen stays.
  }
}
