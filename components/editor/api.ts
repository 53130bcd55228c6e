import type { CopyableCountry, CopyableLaw } from "@/lib/profiles/law-structure/model";
import type { LookedUp } from "@/lib/profiles/source-lookup/model";
import type { EditorData, SourceChoice, SourceElsewhere, TextOwner } from "./model";

/** A refusal by the server, from its problem document. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly reason: string,
    readonly body: Record<string, unknown>,
    /** The seconds after which the server asks for another attempt. */
    readonly retryAfter: number | null = null,
  ) {
    super(`${status} ${code}: ${reason}`);
  }
}

/** Thrown when no response arrives: the connection or the server is down. */
export class OfflineError extends Error {
  /** Whether the browser reports a connection. */
  readonly isLineUp = navigator.onLine;
}

/** How long to wait for a response: a long text on a slow connection takes time. */
const PATIENCE_MS = 120_000;

/**
 * The header that names the member for whom the page was drawn, so that another member who signed in
 * meanwhile does not write in that member's name.
 */
const MEMBER = "octopus-member";

/** The header by which a save is repeated after the warning of a filter. */
const WARNING = "octopus-warning";

interface Sent {
  body?: unknown;
  signal?: AbortSignal;
  /** Whether the writer has read the warning of a filter. */
  isWarningRead?: boolean;
}

async function ask<T>(
  memberId: string,
  method: string,
  path: string,
  { body, signal, isWarningRead }: Sent = {},
): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: "same-origin",
      headers: {
        [MEMBER]: memberId,
        ...(isWarningRead ? { [WARNING]: "read" } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal ?? AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new OfflineError(String(error));
  }
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (response.ok) return answer as T;
  throw new ApiError(
    response.status,
    String(answer.code ?? "internal"),
    String(answer.reason ?? "internal"),
    answer,
    secondsOf(response.headers.get("retry-after")),
  );
}

function secondsOf(retryAfter: string | null): number | null {
  return retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : null;
}

export interface Saved {
  state: "published" | "pending" | "unchanged";
  number: number;
  merged: boolean;
}

interface SaveInput {
  base: number | null;
  clientToken: string;
  summary: string;
  content: unknown;
  newSources?: unknown[];
  choices?: unknown;
  seen?: number | undefined;
  /** The number of the draft that the text continues. */
  draft?: number;
  follows?: number;
  label?: string;
  accepts?: number;
  despiteClaim?: boolean;
  fromReplies?: readonly string[];
}

interface DraftInput {
  base: number | null;
  content: unknown;
  newSources?: readonly unknown[] | undefined;
  summary: string;
  sequence: number;
  force?: boolean;
}

/** Returns the requests that an editor of prose sends, whatever the prose belongs to. */
function textApi(memberId: string, base: string, query = "") {
  const call = <T>(method: string, path: string, sent?: Sent) => ask<T>(memberId, method, path, sent);
  return {
    /** `isWarningRead`: sent again after the warning of a filter. */
    save: (input: SaveInput, isWarningRead = false) =>
      call<Saved>("PUT", base + query, { body: input, isWarningRead }),
    preview: (input: { content: unknown }) =>
      call<{ diff: unknown; behind: number }>("POST", `${base}/preview${query}`, { body: input }),
    saveDraft: (input: DraftInput) =>
      call<{ sequence: number; updatedAt: string }>("PUT", `${base}/draft${query}`, { body: input }),
    /** Discards the draft with this number; a newer draft stays. */
    discardDraft: (sequence: number) =>
      call<unknown>("DELETE", `${base}/draft${query}`, { body: { sequence } }),
    findLinks: (q: string, signal: AbortSignal, lang = "en") =>
      call<{ links: { href: string; label: string; kind?: string }[] }>(
        "GET",
        `/api/v1/links?q=${encodeURIComponent(q)}&lang=${encodeURIComponent(lang)}`,
        { signal },
      ),
  };
}

export type TextApi = ReturnType<typeof textApi>;

/** Returns the requests to one section's API. */
export function sectionApi(data: Pick<EditorData, "memberId" | "slug" | "section" | "lang">) {
  const call = <T>(method: string, path: string, sent?: Sent) => ask<T>(data.memberId, method, path, sent);
  const country = `/api/v1/countries/${encodeURIComponent(data.slug)}`;
  const base = `${country}/sections/${encodeURIComponent(data.section)}`;
  const query = data.lang ? `?lang=${encodeURIComponent(data.lang)}` : "";
  return {
    ...textApi(data.memberId, base, query),
    touchPresence: () =>
      call<{ others: { handle: string; displayName: string }[] }>("POST", `${base}/presence${query}`, {
        body: {},
      }),
    leave: () => {
      // Sent while the page unloads, without waiting for a response.
      void fetch(`${base}/presence${query}`, {
        method: "DELETE",
        credentials: "same-origin",
        keepalive: true,
      }).catch(() => undefined);
    },
    findSources: (q: string, signal: AbortSignal) =>
      call<{ sources: SourceChoice[] }>("GET", `${country}/sources?q=${encodeURIComponent(q)}`, { signal }),
  };
}

/** Lists sources of other profiles that match a title or an address. */
export async function findSourcesElsewhere(
  { memberId, slug, locale }: Pick<EditorData, "memberId" | "slug" | "locale">,
  q: string,
  signal: AbortSignal,
): Promise<SourceElsewhere[]> {
  const query = new URLSearchParams({ q: q.slice(0, 200), of: "others", lang: locale });
  const path = `/api/v1/countries/${encodeURIComponent(slug)}/sources?${query}`;
  return (await ask<{ sources: SourceElsewhere[] }>(memberId, "GET", path, { signal })).sources;
}

/** Asks what the page at an address says about itself, for a new source. */
export function lookUpSource(
  { memberId, slug, section }: Pick<EditorData, "memberId" | "slug" | "section">,
  url: string,
  signal: AbortSignal,
): Promise<LookedUp> {
  const path = `/api/source-lookup/${encodeURIComponent(slug)}/${encodeURIComponent(section)}`;
  return ask<LookedUp>(memberId, "POST", path, { body: { url }, signal });
}

/** Lists the countries with laws to copy or, of one country, its laws. */
export function listCopyable(
  { memberId, locale, language }: Pick<EditorData, "memberId" | "locale" | "language">,
  of: string | null,
  signal: AbortSignal,
): Promise<{ countries: CopyableCountry[]; laws: CopyableLaw[] }> {
  const query = new URLSearchParams({
    lang: locale,
    ...(language === undefined ? {} : { into: language }),
    ...(of === null ? {} : { of }),
  });
  return ask(memberId, "GET", `/api/law-structure?${query}`, { signal });
}

export type SectionApi = ReturnType<typeof sectionApi>;

/** Returns the API address of an object that owns a text. */
const addressOf = ({ api }: TextOwner, slug: string) => `${api}/${encodeURIComponent(slug)}`;

/**
 * Returns the requests for the text of a form. An object without an address is created before its first draft
 * is stored.
 */
export function ownedTextApi(
  memberId: string,
  of: TextOwner,
  slug: string,
  begin: () => Promise<string>,
): TextApi {
  const at = (known: string) => textApi(memberId, `${addressOf(of, known)}/${of.text}`);
  const own = at(slug);
  if (slug !== "") return own;
  return {
    ...own,
    save: async (input, isWarningRead) => at(await begin()).save(input, isWarningRead),
    preview: async (input) => at(await begin()).preview(input),
    saveDraft: async (input) => at(await begin()).saveDraft(input),
    discardDraft: async () => undefined,
  };
}

/** Returns the requests for the fields of such a form. */
export function formApi(
  memberId: string,
  of: TextOwner,
  slug: string,
  begin: () => Promise<string>,
): Pick<TextApi, "saveDraft" | "discardDraft"> {
  const at = async () => `${addressOf(of, slug === "" ? await begin() : slug)}/details/draft`;
  return {
    saveDraft: async (input) => ask(memberId, "PUT", await at(), { body: input }),
    discardDraft: async (sequence) =>
      slug === "" ? undefined : ask(memberId, "DELETE", await at(), { body: { sequence } }),
  };
}

/** Creates the object that owns a text. Returns its address. */
export function beginOwner(
  memberId: string,
  of: TextOwner,
  input: Record<string, unknown>,
): Promise<{ slug: string }> {
  return ask(memberId, "POST", of.api, { body: input });
}

/** Sends one file by the tus protocol in one piece. Returns its id. */
export async function sendFile(file: File): Promise<string> {
  const resumable = { "tus-resumable": "1.0.0" };
  const name = btoa(String.fromCharCode(...new TextEncoder().encode(file.name)));
  const begun = await answered(
    fetch("/api/uploads", {
      method: "POST",
      credentials: "same-origin",
      headers: { ...resumable, "upload-length": String(file.size), "upload-metadata": `filename ${name}` },
    }),
  );
  const place = begun.headers.get("location") ?? "";
  await answered(
    fetch(place, {
      method: "PATCH",
      credentials: "same-origin",
      headers: { ...resumable, "upload-offset": "0", "content-type": "application/offset+octet-stream" },
      body: file,
    }),
  );
  return place.split("/").at(-1) ?? "";
}

async function answered(asked: Promise<Response>): Promise<Response> {
  const response = await asked.catch((error: unknown) => {
    throw new OfflineError(String(error));
  });
  if (response.ok) return response;
  throw new ApiError(response.status, "upload", "upload", {});
}
