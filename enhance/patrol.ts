import { whenMe } from "./me";

/** The part of `GET /api/me` on which of the listed changes nobody looked at yet; for members who patrol. */
interface Me {
  toPatrol?: readonly string[];
}

const CHANGE = "tr[data-revision]";
const idsOf = (rows: Iterable<HTMLElement>) => [...rows].map(({ dataset }) => dataset.revision ?? "");

/** Lists the changes of this page, as sent to `/api/me`; null if it has no list of them. */
export function listedChanges(): string | null {
  const ids = idsOf(document.querySelectorAll<HTMLElement>(CHANGE));
  return ids.length === 0 ? null : ids.join(",");
}

/** Marks the changes of a list that the member may patrol and nobody did, each with a link to its patrol. */
export function startPatrolMarks(): void {
  if (!template()) return;
  whenMe<Me>(({ toPatrol }) => {
    if (!toPatrol) return;
    mark(toPatrol);
    document.addEventListener("octopus:redrawn", () => void markAgain());
  });
}

function template(): HTMLTemplateElement | null {
  const found = document.getElementById("to-patrol");
  return found instanceof HTMLTemplateElement ? found : null;
}

function mark(ids: readonly string[]): void {
  for (const row of document.querySelectorAll<HTMLElement>(CHANGE)) {
    const id = row.dataset.revision ?? "";
    const words = template();
    if (!words || !ids.includes(id) || row.querySelector("[data-patrol]")) continue;
    // Imported, since addresses cannot be resolved in the document of a template.
    const note = document.importNode(words.content, true);
    const link = note.querySelector<HTMLAnchorElement>("[data-patrol]");
    const change = row.querySelector("[data-summary]");
    if (!link || !change) continue;
    link.search = `?at=${id}`;
    change.append(" ", note);
  }
}

/** A filter shows other changes: asks for those. */
async function markAgain(): Promise<void> {
  const asked = listedChanges();
  if (asked === null) return;
  const response = await fetch(`/api/me?changes=${asked}`).catch(() => null);
  if (response?.ok) mark(((await response.json()) as Me).toPatrol ?? []);
}
