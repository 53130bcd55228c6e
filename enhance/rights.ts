/** The part of `GET /api/me` with the member's additional rights. */
interface Me {
  member?: { handle: string } | null;
  rights?: { rollBack: "everywhere" | string[]; suspend: boolean; oversee?: boolean; writePages?: boolean };
  /** Whether the member can write to the one whose page this is. */
  canWrite?: boolean;
  /** The member's pending edits of the profile. */
  ownPending?: readonly unknown[];
}

/**
 * Shows the actions that the member may take and the note on their pending edits. A document is the same for
 * everyone, so these are hidden until the member is known.
 */
export function startRights(): void {
  document.addEventListener("octopus:me", (event) => {
    const { member, rights, canWrite = false, ownPending = [] } = (event as CustomEvent<Me>).detail;
    for (const link of document.querySelectorAll<HTMLElement>("[data-roll-back]")) {
      const places = rights?.rollBack ?? [];
      link.hidden = places !== "everywhere" && !places.includes(link.dataset.rollBack ?? "");
    }
    for (const link of document.querySelectorAll<HTMLElement>("[data-oversee]"))
      link.hidden = !rights?.oversee;
    for (const link of document.querySelectorAll<HTMLElement>("[data-write-pages]"))
      link.hidden = !rights?.writePages;
    for (const part of document.querySelectorAll<HTMLElement>("[data-owned]"))
      part.hidden = !rights?.oversee && member?.handle !== part.dataset.owned;
    for (const note of document.querySelectorAll<HTMLElement>("[data-own-pending]"))
      note.hidden = ownPending.length === 0;
    for (const link of document.querySelectorAll<HTMLElement>("[data-suspend]"))
      link.hidden = !rights?.suspend;
    for (const link of document.querySelectorAll<HTMLElement>("[data-message]")) link.hidden = !canWrite;
  });
}
