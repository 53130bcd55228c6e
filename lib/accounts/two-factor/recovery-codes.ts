import { createHash, randomInt } from "node:crypto";

/** How many recovery codes a member has; each works once. */
export const RECOVERY_CODES = 10;

/** No vowels, no look-alikes: a code can be read out, and spells nothing. */
const LETTERS = "23456789bcdfghjkmnpqrstvwxz";
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** Ten codes such as "k4xm-29tz-hq7c-vb5d", 76 bits each: too many to be guessed from their hashes. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () =>
    Array.from({ length: GROUPS }, () =>
      Array.from({ length: GROUP_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join(""),
    ).join("-"),
  );
}

/** The form in which a code is compared: without spaces, hyphens and case. Null for what can't be one. */
export function plainCode(typed: string): string | null {
  const plain = typed.toLowerCase().replace(/[\s-]/g, "");
  return plain.length === GROUPS * GROUP_LENGTH && [...plain].every((letter) => LETTERS.includes(letter))
    ? plain
    : null;
}

/** What is kept of a code. */
export function hashOfCode(plain: string): string {
  return createHash("sha256").update(plain).digest("hex");
}
