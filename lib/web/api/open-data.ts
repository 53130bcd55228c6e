import { createHash } from "node:crypto";
import type { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import type { Listed, Resource } from "@/lib/open-data";
import { namesTag } from "../files/range";
import { json } from "./answer";
import { reading } from "./endpoint";

/** Public, but revalidated each time, so that no cache serves what was hidden meanwhile. */
const CACHED = "public, max-age=0, must-revalidate";

/** Returns JSON with an ETag of its bytes; 304 to those who have it. */
export function tagged(request: Request, value: unknown, headers: Record<string, string> = {}): Response {
  const tag = `"${createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 22)}"`;
  const all = { etag: tag, "cache-control": CACHED, ...headers };
  if (isKnown(request, tag)) return new Response(null, { status: 304, headers: all });
  return json(value, 200, all);
}

/** Whether the client's copy is current; proxies may have made its tag weak. */
export function isKnown(request: Request, tag: string): boolean {
  return namesTag(request.headers.get("if-none-match")?.replaceAll("W/", ""), tag);
}

/** Returns a page of a list with the address of the next one, in the body and as a link (RFC 8288). */
export function listAnswer(request: Request, page: Listed<object>): Response {
  const next = page.next === null ? null : nextOf(request, page.next);
  return tagged(request, { rows: page.rows, next }, next === null ? {} : { link: `<${next}>; rel="next"` });
}

function nextOf(request: Request, key: string): string {
  const { pathname, searchParams } = new URL(request.url);
  searchParams.set("after", key);
  return `${pathname}?${searchParams}`;
}

/** Creates a route that lists public data by page, with filters; unknown filters are an error. */
export function openList<Query extends z.ZodObject>({ query, list }: Resource<Query>) {
  return reading({
    input: query,
    limit: "public-api",
    isPublic: true,
    read: async (_actor, input, request) => listAnswer(request, await list(input)),
  });
}

/** Creates a route that returns one item of a list by name. */
export function openItem<In extends z.ZodObject>(
  input: In,
  find: (input: z.infer<In>) => Promise<Listed<object>>,
) {
  return reading({
    input,
    limit: "public-api",
    isPublic: true,
    async read(_actor, asked, request) {
      const [found] = (await find(asked)).rows;
      if (!found) throw new DomainError("not_found");
      return tagged(request, found);
    },
  });
}
