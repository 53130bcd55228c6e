import type { Group } from "./address";
import { ADMINISTRATION } from "./administration";
import { DOOR } from "./door";
import { OWN } from "./own";
import { PROFILES } from "./profiles";
import { READING } from "./reading";
import { WORKS } from "./works";

export type { Address, Reader } from "./address";

/** Every address of the product, with its route file, by area. A test fails for a route that is in none. */
export const GROUPS: readonly Group[] = [
  ...READING,
  ...PROFILES,
  ...WORKS,
  ...DOOR,
  ...OWN,
  ...ADMINISTRATION,
];
