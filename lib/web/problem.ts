import { env } from "@/lib/env";
import { DEFAULT_LOCALE, type Locale } from "@/lib/i18n/locales";
import { isOffered } from "@/lib/i18n/site-words";
import { message, translator } from "@/lib/i18n/translator";
import type { Fault } from "./faults";

/** Kinds of problems in API answers; each has an entry on the page that `type` links to. */
export const PROBLEM_CODES = [
  ...(["invalid", "unauthenticated", "forbidden", "not_found", "gone", "conflict", "too_large"] as const),
  ...([
    "unsupported",
    "rate_limited",
    "unavailable",
    "internal",
    "method_not_allowed",
    "bad_target",
  ] as const),
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export interface Problem {
  status: number;
  code: ProblemCode;
  reason: string;
  /** What was wrong with single parameters; the sentence names them. */
  parameters?: readonly Fault[];
  /** The scope that a token lacks. */
  scope?: string;
}

/**
 * Builds a problem document (RFC 9457): `type` links to an explanation; title and detail are for people, in
 * the language of `locale`. Programs read `code`, `reason` and `parameters`.
 */
export function problemBody(problem: Problem, locale: Locale = DEFAULT_LOCALE) {
  const { parameters, scope, ...plain } = problem;
  return {
    type: new URL(`/help/api#problem-${problem.code}`, env().APP_URL).href,
    title: message(translator(locale), `errors.problem.title.${problem.code}`),
    detail: detailOf(problem, locale),
    ...plain,
    ...(parameters && parameters.length > 0 ? { parameters } : {}),
    ...(scope === undefined ? {} : { scope }),
  };
}

function detailOf({ code, reason, parameters = [], scope }: Problem, locale: Locale): string {
  const t = translator(locale);
  if (parameters.length > 0) return parameters.map((one) => sentenceOf(one, locale)).join(" ");
  if (scope !== undefined) return message(t, "errors.problem.scope", { scope });
  const key = `errors.${code}.${reason}`;
  const text = message(t, key, {});
  return text === key ? message(t, `errors.problem.detail.${code}`) : text;
}

/** Values of a list named in a sentence. */
const MOST_NAMED = 30;

/** Says a parameter's name, what was given and what is allowed. */
function sentenceOf({ name, reason, given, allowed }: Fault, locale: Locale): string {
  const t = translator(locale);
  const values = { name, given: given ?? "", allowed: allowedText(allowed, locale) };
  if (reason === "unknown") return message(t, "errors.problem.parameter.unknown", values);
  if (given === undefined) return message(t, "errors.problem.parameter.missing", values);
  return message(t, "errors.problem.parameter.wrong", values);
}

function allowedText(allowed: Fault["allowed"], locale: Locale): string {
  const t = translator(locale);
  const say = (key: string, values: Record<string, string | number> = {}) =>
    message(t, `errors.problem.allowed.${key}`, values);
  const { enum: values, type, minimum: min, maximum: max, maxLength, format } = allowed;
  if (allowed["x-words"]) return say(allowed["x-words"]);
  if (values) {
    const named = values.slice(0, MOST_NAMED).join(", ");
    return say(values.length > MOST_NAMED ? "someOf" : "oneOf", { values: named });
  }
  if (type === "integer" && min !== undefined && max !== undefined) return say("whole", { min, max });
  if (format === "date-time") return say("moment");
  if (maxLength !== undefined) return say("text", { max: maxLength });
  return say("schema");
}

/** Chooses the language of a program's user: their most preferred among the site's. */
export function problemLocale(request: Request): Locale {
  const asked = (request.headers.get("accept-language") ?? "").slice(0, 500).split(",");
  const ranked = asked.flatMap((one, index) => {
    const [tag = "", ...parameters] = one.trim().toLowerCase().split(";");
    const q = /^\s*q=([\d.]+)/.exec(parameters.join(";"))?.[1];
    const weight = q === undefined ? 1 : Number(q);
    const locale = tag.split("-")[0] ?? "";
    return isOffered(locale) && weight > 0 ? [{ locale, weight, index }] : [];
  });
  ranked.sort((a, b) => b.weight - a.weight || a.index - b.index);
  return ranked[0]?.locale ?? DEFAULT_LOCALE;
}
