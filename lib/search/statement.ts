import { createHash } from "node:crypto";

/** A statement and its values, written together: each value gets its place as it is named. */
export class Statement {
  private readonly values: unknown[] = [];

  /** Where a value stands in the text, with its type. */
  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }

  /** As the driver takes it: statements of one text are prepared once in each connection. */
  named(name: string, text: string): { name: string; text: string; values: unknown[] } {
    const form = createHash("sha256").update(text).digest("base64url").slice(0, 16);
    return { name: `${name}-${form}`, text, values: this.values };
  }
}
