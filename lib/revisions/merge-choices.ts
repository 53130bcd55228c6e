import type { Choice, Choices, Conflict } from "./model";

/** The names of a conflict's controls in a form: what to keep, and the text written anew. */
export function choiceName(conflict: Pick<Conflict, "id">): string {
  return `choice:${conflict.id}`;
}
/** The id of the conflict that a control settles, by its name; null for other controls. */
export function conflictOfChoice(name: string): string | null {
  return name.startsWith("choice:") ? name.slice("choice:".length) : null;
}
export function handName(conflict: Pick<Conflict, "id">): string {
  return `hand:${conflict.id}`;
}

/** Reads the choices from a form as `ConflictChoices` draws it; conflicts without one are left out. */
export function readChoices(
  conflicts: readonly Pick<Conflict, "id">[],
  get: (name: string) => string | null,
): Choices {
  const choices: Record<string, Choice> = {};
  for (const conflict of conflicts) {
    const take = get(choiceName(conflict));
    if (take === "theirs" || take === "mine" || take === "both") choices[conflict.id] = { take };
    if (take === "hand") choices[conflict.id] = { take, value: get(handName(conflict)) ?? "" };
  }
  return choices;
}
