import type { Origin } from "@/lib/core/ctx";
import type { DomainError } from "@/lib/core/errors";

/** The request header that says that the writer has read the warning of a filter. */
export const WARNING_HEADER = "octopus-warning";
const READ = "read";

/** How commands of a request treat a filter that warns: the sender is asked, unless they have read its warning. */
export const warningIn = (request: Request): NonNullable<Origin["warning"]> =>
  request.headers.get(WARNING_HEADER) === READ ? "read" : "asks";

/**
 * What an answer says of a filter that refused a text, or warns about it: its public explanation and, for a warning, the
 * header with which the same request is sent again. Null for any other refusal.
 */
export function filterAnswer(error: DomainError | null) {
  const isWarned = error?.reason === "filter_warned";
  if (error?.code !== "conflict" || !(isWarned || error.reason === "filter_refused")) return null;
  const { explanation = "" } = (error.details ?? {}) as { explanation?: string };
  return {
    filter: { explanation, ...(isWarned ? { confirm: { header: WARNING_HEADER, value: READ } } : {}) },
  };
}
