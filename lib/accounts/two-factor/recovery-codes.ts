import { createHash, randomInt } from "node:crypto";

/** Number of recovery codes; each works once. */
export const RECOVERY_CODES = 10;

/** No vowels or look-alikes, so that a code can be read aloud and spells no word. */
const LETTERS = "23456789bcdfghjkmnpqrstvwxz";
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** Generates ten codes such as "k4xm-29tz-hq7c-vb5d", 76 bits each: too many to guess from hashes. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () =>
    Array.from({ length: GROUPS }, () =>
      Array.from({ length: GROUP_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join(""),
    ).join("-"),
  );
}

/** Normalizes a code for comparison: no spaces, hyphens or capitals. Null if malformed. */
export function plainCode(typed: string): string | null {
  const plain = typed.toLowerCase().replace(/[\s-]/g, "");
  return plain.length === GROUPS * GROUP_LENGTH && [...plain].every((letter) => LETTERS.includes(letter))
    ? plain
    : null;
}

/** Computes the stored hash of a code. */
export function hashOfCode(plain: string): string {
  return createHash("sha256").update(plain).digest("hex");
}
