/** The part of `GET /api/me` that says what its member may do beyond what everyone may. */
interface Me {
  rights?: { rollBack: "everywhere" | string[]; suspend: boolean; oversee?: boolean };
  /** How many own edits of the profile wait for review. */
  ownPending?: number;
}

/** A document offers everyone the same; what only some may do stands hidden in it until it is known who reads. */
export function startRights(): void {
  document.addEventListener("octopus:me", (event) => {
    const { rights, ownPending = 0 } = (event as CustomEvent<Me>).detail;
    for (const link of document.querySelectorAll<HTMLElement>("[data-roll-back]")) {
      const places = rights?.rollBack ?? [];
      link.hidden = places !== "everywhere" && !places.includes(link.dataset.rollBack ?? "");
    }
    for (const link of document.querySelectorAll<HTMLElement>("[data-oversee]"))
      link.hidden = !rights?.oversee;
    for (const note of document.querySelectorAll<HTMLElement>("[data-own-pending]"))
      note.hidden = ownPending === 0;
    for (const link of document.querySelectorAll<HTMLElement>("[data-suspend]"))
      link.hidden = !rights?.suspend;
  });
}
