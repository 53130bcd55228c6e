import type { Refusal } from "../model";

/** Thrown by whatever looks into a file: it is not taken, and why. */
export class Refused extends Error {
  override readonly name = "Refused";

  constructor(readonly refusal: Refusal) {
    super(refusal);
  }
}
