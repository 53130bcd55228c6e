import type { Choice, Choices, Conflict } from "../model";

/** Names the form controls of a conflict: which version to use, and text to replace both. */
export function choiceName(conflict: Pick<Conflict, "id">): string {
  return `choice:${conflict.id}`;
}
/** Returns the id of the conflict of a control, by its name; null for other controls. */
export function conflictOfChoice(name: string): string | null {
  return name.startsWith("choice:") ? name.slice("choice:".length) : null;
}
export function handName(conflict: Pick<Conflict, "id">): string {
  return `hand:${conflict.id}`;
}

/** Reads the choices from the form that `ConflictChoices` draws; conflicts without a choice are left out. */
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

/** Reads the choices of a form without knowing its conflicts; undefined if there are none. */
export function readSentChoices(sent: Readonly<Record<string, unknown>>): Choices | undefined {
  const conflicts = Object.keys(sent).flatMap((name) => {
    const id = conflictOfChoice(name);
    return id === null || id.length > 400 ? [] : [{ id }];
  });
  const text = (name: string) => (typeof sent[name] === "string" ? sent[name] : null);
  return conflicts.length > 0 ? readChoices(conflicts, text) : undefined;
}
