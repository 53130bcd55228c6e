import { DomainError } from "@/lib/core/errors";

/** A fault of a value: its place, field and broken rule. */
export interface Problem {
  /** Keys and positions from the root. */
  path: (string | number)[];
  /** Name of the innermost field; null for the whole content. */
  field: string | null;
  /** Key under `revisions.rules`. */
  rule: string;
  /** Limit that the rule refers to, if any. */
  limit?: number;
}

/** Creates the error for invalid content: `invalid` / `content`; `details.problems` has each field and rule. */
export function refuse(problems: Problem[]): DomainError {
  return new DomainError("invalid", "content", { problems });
}

/** Creates the error for one fault of the whole content. */
export function refuseWhole(rule: string, limit?: number): DomainError {
  return refuse([{ path: [], field: null, rule, ...(limit === undefined ? {} : { limit }) }]);
}

/** Returns the problems of an error if it refuses content. */
export function problemsOf(error: unknown): Problem[] {
  if (!(error instanceof Error) || error.name !== "DomainError") return [];
  const details = (error as DomainError).details as { problems?: Problem[] } | undefined;
  return details?.problems ?? [];
}

interface ZodIssueLike {
  readonly code?: string;
  readonly path: PropertyKey[];
  readonly message: string;
  readonly input?: unknown;
  readonly maximum?: number | bigint;
  readonly minimum?: number | bigint;
  readonly origin?: string;
  readonly format?: string;
  readonly keys?: readonly string[];
  readonly params?: Record<string, unknown> | undefined;
}

/** Converts zod's issues to problems: codes instead of sentences, for translation. */
export function problemsFrom(issues: readonly ZodIssueLike[]): Problem[] {
  return issues.slice(0, 50).map((issue) => {
    const path = issue.path.map((part) => (typeof part === "symbol" ? String(part) : part));
    const field = [...path].reverse().find((part) => typeof part === "string") ?? null;
    const { rule, limit } = ruleOf(issue);
    const problem: Problem = { path, field: typeof field === "string" ? field : null, rule };
    if (issue.code === "unrecognized_keys") problem.field = issue.keys?.[0]?.slice(0, 60) ?? null;
    return limit === undefined ? problem : { ...problem, limit };
  });
}

function ruleOf(issue: ZodIssueLike): { rule: string; limit?: number } {
  switch (issue.code) {
    case "too_big":
      return { rule: ruleOfSize(issue.origin, "long", "many", "large"), limit: Number(issue.maximum) };
    case "too_small":
      if (issue.origin === "string") return { rule: "required" };
      return { rule: ruleOfSize(issue.origin, "short", "few", "small"), limit: Number(issue.minimum) };
    case "unrecognized_keys":
      return { rule: "unknown" };
    case "invalid_value":
      return { rule: issue.message === "required" ? "required" : "option" };
    case "invalid_union":
      return { rule: "node" };
    case "invalid_type":
      return {
        rule: issue.message.endsWith("undefined") || issue.message.endsWith("null") ? "required" : "type",
      };
    case "custom":
      return typeof issue.params?.rule === "string" ? { rule: issue.params.rule } : { rule: "form" };
    default:
      return { rule: "form" };
  }
}

function ruleOfSize(origin: string | undefined, text: string, list: string, number: string): string {
  const what = origin === "string" ? text : origin === "array" ? list : number;
  return `too_${what}`;
}
