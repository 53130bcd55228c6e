import { DRAFT_LIMIT, NOTE_LIMIT } from "@/lib/legal/drafting/limits/model";

/** A provision on the list, by its key, with the reader's own note. */
export interface ListedProvision {
  key: string;
  note: string;
}

export const KEY = "octopus:drafting";

/** Reads the list stored in this browser; unreadable data count as an empty list. */
export function readList(): ListedProvision[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    if (!Array.isArray(kept)) return [];
    const seen = new Set<string>();
    const list = kept.flatMap((one: Partial<ListedProvision> | null) => {
      if (typeof one?.key !== "string" || seen.has(one.key)) return [];
      seen.add(one.key);
      return [{ key: one.key, note: String(one.note ?? "").slice(0, NOTE_LIMIT) }];
    });
    return list.slice(0, DRAFT_LIMIT);
  } catch {
    return [];
  }
}

/** Changes the current list, whichever tab wrote it last. Returns false if the browser stores nothing. */
function change(to: (list: ListedProvision[]) => ListedProvision[]): boolean {
  try {
    const list = to(readList());
    if (list.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(list));
    return true;
  } catch {
    return false;
  }
}

export type Added = "added" | "full" | "unkept";

export function add(key: string): Added {
  const list = readList();
  if (list.some((one) => one.key === key)) return "added";
  if (list.length >= DRAFT_LIMIT) return "full";
  return change((now) => [...now, { key, note: "" }]) ? "added" : "unkept";
}

export const remove = (key: string) => change((list) => list.filter((one) => one.key !== key));
export const clear = () => change(() => []);
export const saveNote = (key: string, note: string) =>
  change((list) => list.map((one) => (one.key === key ? { key, note: note.slice(0, NOTE_LIMIT) } : one)));

/** Moves an entry by one place. Returns its new position from 1, or why it did not move: at the end, or not stored. */
export function move(key: string, by: 1 | -1): number | "end" | "unkept" {
  const list = readList();
  const from = list.findIndex((one) => one.key === key);
  const [one, other] = [list[from], list[from + by]];
  if (!one || !other) return "end";
  list[from] = other;
  list[from + by] = one;
  return change(() => list) ? from + by + 1 : "unkept";
}

/** Calls back when another tab changes the list. */
export function onOther(then: () => void): void {
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) then();
  });
}
