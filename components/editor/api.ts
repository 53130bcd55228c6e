import type { EditorData, SourceChoice } from "./model";

/** A refusal of the server, as its problem documents give it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly reason: string,
    readonly body: Record<string, unknown>,
  ) {
    super(`${status} ${code}: ${reason}`);
  }
}

/** Thrown when nothing was answered: the line is down, or the server is. */
export class OfflineError extends Error {}

/** The header that names whom the page was drawn for: another who signed in meanwhile does not write in that name. */
const MEMBER = "octopus-member";

async function ask<T>(
  memberId: string,
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: "same-origin",
      headers: {
        [MEMBER]: memberId,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new OfflineError(String(error));
  }
  if (response.status >= 502 && response.status <= 504) throw new OfflineError(String(response.status));
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (response.ok) return answer as T;
  throw new ApiError(
    response.status,
    String(answer.code ?? "internal"),
    String(answer.reason ?? "internal"),
    answer,
  );
}

export interface Saved {
  state: "published" | "pending" | "unchanged";
  number: number;
  merged: boolean;
}

/** The addresses of one section's API, as functions. */
export function sectionApi(data: Pick<EditorData, "memberId" | "slug" | "section">) {
  const call = <T>(method: string, path: string, body?: unknown, signal?: AbortSignal) =>
    ask<T>(data.memberId, method, path, body, signal);
  const country = `/api/v1/countries/${encodeURIComponent(data.slug)}`;
  const base = `${country}/sections/${encodeURIComponent(data.section)}`;
  return {
    save: (input: {
      base: number | null;
      clientToken: string;
      summary: string;
      content: unknown;
      newSources?: unknown[];
      choices?: unknown;
      seen?: number | undefined;
    }) => call<Saved>("PUT", base, input),
    preview: (input: { content: unknown }) =>
      call<{ diff: unknown; behind: number }>("POST", `${base}/preview`, input),
    saveDraft: (input: {
      base: number | null;
      content: unknown;
      summary: string;
      sequence: number;
      force?: boolean;
    }) => call<{ sequence: number; updatedAt: string }>("PUT", `${base}/draft`, input),
    discardDraft: () => call<unknown>("DELETE", `${base}/draft`),
    touchPresence: () =>
      call<{ others: { handle: string; displayName: string }[] }>("POST", `${base}/presence`, {}),
    leave: () => {
      // Sent while the page goes away; an answer is not waited for.
      void fetch(`${base}/presence`, { method: "DELETE", credentials: "same-origin", keepalive: true }).catch(
        () => undefined,
      );
    },
    findSources: (q: string, signal: AbortSignal) =>
      call<{ sources: SourceChoice[] }>(
        "GET",
        `${country}/sources?q=${encodeURIComponent(q)}`,
        undefined,
        signal,
      ),
    findLinks: (q: string, signal: AbortSignal) =>
      call<{ links: { href: string; label: string }[] }>(
        "GET",
        `/api/v1/links?q=${encodeURIComponent(q)}&lang=en`,
        undefined,
        signal,
      ),
  };
}

export type SectionApi = ReturnType<typeof sectionApi>;
