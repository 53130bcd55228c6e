/** The part of `GET /api/me` that says what its member may do beyond what everyone may. */
interface Me {
  rights?: { rollBack: "everywhere" | string[]; suspend: boolean };
}

/** A document offers everyone the same; what only some may do stands hidden in it until it is known who reads. */
export function startRights(): void {
  document.addEventListener("octopus:me", (event) => {
    const { rights } = (event as CustomEvent<Me>).detail;
    for (const link of document.querySelectorAll<HTMLElement>("[data-roll-back]")) {
      const places = rights?.rollBack ?? [];
      link.hidden = places !== "everywhere" && !places.includes(link.dataset.rollBack ?? "");
    }
    for (const link of document.querySelectorAll<HTMLElement>("[data-suspend]"))
      link.hidden = !rights?.suspend;
  });
}
