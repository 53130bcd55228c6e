import { type DomainError, fieldErrorsOf } from "@/lib/core/errors";
import type { Fault } from "../faults";
import { asRefusal } from "../pages/draw";
import { problemBody, problemLocale } from "../problem";
import { filterAnswer } from "./filter-answer";

/** Problems within a content, by place. */
function problemsIn(details: Details | undefined) {
  return Array.isArray(details?.problems) ? { problems: details.problems.slice(0, 50) } : {};
}

/** Input that is wrong in itself is 400; input that conflicts with an earlier token or key is 422. */
function invalidStatus(error: DomainError): number {
  return error.reason === "token_used" || error.reason === "key_used" ? error.status : 400;
}

/**
 * Runs a handler and turns what it throws into a problem document with its status. `failed` is called first;
 * null means an unexpected error.
 */
export async function answer(
  request: Request,
  run: () => Promise<Response>,
  failed?: (error: DomainError | null) => void,
): Promise<Response> {
  try {
    return await run();
  } catch (thrown) {
    const { error, id } = asRefusal(thrown);
    failed?.(error);
    const status = !error ? 500 : error.code === "invalid" ? invalidStatus(error) : error.status;
    const details = (error?.details ?? undefined) as Details | undefined;
    const locale = problemLocale(request);
    const { code, reason } = error ?? ({ code: "internal", reason: "internal" } as const);
    const isInvalid = error?.code === "invalid";
    const body = {
      ...problemBody(
        {
          status,
          code,
          reason,
          ...(isInvalid && details?.parameters ? { parameters: details.parameters } : {}),
          ...(reason === "token_scope" && details?.scope ? { scope: details.scope } : {}),
        },
        locale,
      ),
      ...(id ? { id } : {}),
      ...(error && isInvalid ? { fields: fieldErrorsOf(error), ...problemsIn(details) } : {}),
      ...(filterAnswer(error) ?? (code === "conflict" ? { conflict: details } : {})),
      ...(reason === "read_only" ? { banner: details?.banner ?? "" } : {}),
    };
    const headers: Record<string, string> = {
      "content-type": "application/problem+json; charset=utf-8",
      "content-language": locale,
      vary: "accept-language",
      ...challengeOf(status, reason, body),
    };
    if (status === 429 || status === 503) headers["retry-after"] = String(details?.retryAfter ?? 30);
    return json(body, status, headers);
  }
}

interface Details {
  parameters?: readonly Fault[];
  scope?: string;
  problems?: unknown;
  banner?: unknown;
  retryAfter?: number;
}

/** Tells a program how to authenticate (RFC 6750): a token, another token, or one with a scope. */
function challengeOf(status: number, reason: string, { scope }: { scope?: string }): Record<string, string> {
  if (status !== 401 && reason !== "token_scope") return {};
  const error = reason.startsWith("token_") ? (scope ? "insufficient_scope" : "invalid_token") : null;
  const parts = [
    'realm="octopus"',
    ...(error ? [`error="${error}"`, `error_description="${reason}"`] : []),
    ...(scope ? [`scope="${scope}"`] : []),
  ];
  return { "www-authenticate": `Bearer ${parts.join(", ")}` };
}

export function json(value: unknown, status: number, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "private, no-store",
      ...headers,
    },
  });
}
