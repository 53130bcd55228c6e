import { createHash } from "node:crypto";
import type { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import type { Listed, Resource } from "@/lib/open-data";
import { namesTag } from "../files/range";
import { json } from "./answer";
import { reading } from "./endpoint";

/** Public, and asked for each time: what was hidden meanwhile is in no copy that is handed out unasked. */
const CACHED = "public, max-age=0, must-revalidate";

/** Answers JSON with a tag of its bytes, so that whoever has it already is told so in a few bytes. */
export function tagged(request: Request, value: unknown, headers: Record<string, string> = {}): Response {
  const tag = `"${createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 22)}"`;
  const all = { etag: tag, "cache-control": CACHED, ...headers };
  if (isKnown(request, tag)) return new Response(null, { status: 304, headers: all });
  return json(value, 200, all);
}

/** Whether the copy that somebody has is the same; what lies between may have called its tag weak. */
export function isKnown(request: Request, tag: string): boolean {
  return namesTag(request.headers.get("if-none-match")?.replaceAll("W/", ""), tag);
}

/** A page of a list as it is answered: with the address of the next one, in the answer and as a link (RFC 8288). */
export function listAnswer(request: Request, page: Listed<object>): Response {
  const next = page.next === null ? null : nextOf(request, page.next);
  return tagged(request, { rows: page.rows, next }, next === null ? {} : { link: `<${next}>; rel="next"` });
}

function nextOf(request: Request, key: string): string {
  const { pathname, searchParams } = new URL(request.url);
  searchParams.set("after", key);
  return `${pathname}?${searchParams}`;
}

/** A route that lists public data: a page at a time, by key, narrowed by filters of which none is passed over. */
export function openList<Query extends z.ZodObject>({ query, list }: Resource<Query>) {
  return reading({
    input: query,
    limit: "public-api",
    isPublic: true,
    read: async (_actor, input, request) => listAnswer(request, await list(input)),
  });
}

/** A route that gives one thing of a list, by its name. */
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
