import { createHash } from "node:crypto";

/** Builds a statement and its values together: each value gets its placeholder when added. */
export class Statement {
  private readonly values: unknown[] = [];

  /** Adds a value; returns its placeholder with type. */
  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }

  /** Returns the statement for the driver; equal texts are prepared once per connection. */
  named(name: string, text: string): { name: string; text: string; values: unknown[] } {
    const form = createHash("sha256").update(text).digest("base64url").slice(0, 16);
    return { name: `${name}-${form}`, text, values: this.values };
  }
}
