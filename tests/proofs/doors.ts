import type { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { setOpenings } from "@/lib/sight";
import { openingsOf } from "@/lib/web/door/openings";
import { RouteTable } from "@/lib/web/door/route-table";
import { runInRequest } from "@/lib/web/request-context";
import type { RouteContext } from "@/lib/web/view";

export type Kind = "document" | "screen" | "form" | "screen-form" | "posted" | "reading" | "endpoint";

export interface Handler {
  (request: Request, route: RouteContext): Promise<Response>;
  octopus?: {
    kind: Kind;
    view?: { isStored?: unknown; query?: z.ZodObject };
    forms?: Record<string, { schema: z.ZodType; guards?: readonly string[] }>;
    spec?: { input?: z.ZodType };
  };
}

/** One method of one route. */
export interface Door {
  /** The path from the root, such as "app/[locale]/me/route.tsx". */
  file: string;
  method: string;
  handler: Handler;
  /** Null for the one route without the site's wrapper. */
  kind: Kind | null;
}

// Wildcards do not match folders with a leading dot.
const modules = import.meta.glob<Record<string, Handler>>([
  "../../app/**/route.{ts,tsx}",
  "../../app/.well-known/**/route.ts",
]);

/** Registers the table of routes as the web process does, for the commands that ask what answers an address. */
export function registerRoutes(): void {
  const files = Object.entries(modules).map(([path, load]) => ({
    path: path.replace("../../app/", "").replace(/\.tsx?$/, ""),
    load,
  }));
  setOpenings(openingsOf(new RouteTable(files)));
}

/** Lists every endpoint of the product from its files, and registers them. */
export async function listDoors(): Promise<Door[]> {
  registerRoutes();
  const doors: Door[] = [];
  for (const [path, load] of Object.entries(modules)) {
    for (const [method, handler] of Object.entries(await load())) {
      if (typeof handler !== "function") continue;
      doors.push({
        file: path.replace("../../", ""),
        method,
        handler,
        kind: handler.octopus?.kind ?? null,
      });
    }
  }
  return doors;
}

export type Place = Record<string, string>;

/** Returns the path of an endpoint with these parts, without the language. */
export function pathOf(file: string, place: Place): string {
  const path = file
    .replace(/^app/, "")
    .replace("/[locale]", "")
    .replace(/\/route\.tsx?$/, "")
    .replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => encodeURIComponent(place[name] ?? "x"));
  return path === "" ? "/" : path;
}

export interface Asked {
  as?: Actor | null;
  place?: Place;
  search?: string;
  headers?: Record<string, string>;
  body?: BodyInit | null;
}

/** Calls an endpoint as the framework would. Without `as`, the actor is read from the headers, as in production. */
export async function knock(door: Door, asked: Asked = {}) {
  const place = asked.place ?? {};
  const isIn =
    place.locale !== undefined && place.locale !== DEFAULT_LOCALE && door.file.includes("[locale]");
  const pathname = (isIn ? `/${place.locale}` : "") + pathOf(door.file, place);
  const search = asked.search ?? "";
  const isRead = door.method === "GET" || asked.body === undefined || asked.body === null;
  const length = typeof asked.body === "string" ? String(Buffer.byteLength(asked.body)) : "1";
  const request = new Request(`http://localhost:3000${pathname}${search}`, {
    method: door.method,
    headers: { ...(isRead ? {} : { "content-length": length }), ...asked.headers },
    ...(isRead ? {} : { body: asked.body }),
  });
  const context = {
    pathname,
    search,
    origin: { via: "web" as const, ip: "192.0.2.7", device: "Firefox on Linux" },
    ...(asked.as === undefined ? {} : { actor: Promise.resolve(asked.as) }),
  };
  const params: Record<string, string | string[]> = { locale: "en", ...place };
  if (door.file.includes("[...rest]")) params.rest = [place.rest ?? "x"];
  if (door.file.includes("[...nextauth]")) params.nextauth = (place.nextauth ?? "session").split("/");
  const answer = await runInRequest(context, () =>
    door.handler(request, { params: Promise.resolve(params) }),
  );
  const bytes = Buffer.from(await answer.arrayBuffer());
  return {
    status: answer.status,
    to: answer.headers.get("location"),
    headers: answer.headers,
    bytes,
    body: new TextDecoder().decode(bytes),
  };
}

/** Returns the names of the fields that a schema reads, through any wrappers around its object. */
export function fieldNames(schema: unknown): string[] {
  const seen = schema as
    | { shape?: object; _zod?: { def: { in?: unknown; innerType?: unknown } } }
    | undefined;
  if (!seen) return [];
  if (seen.shape) return Object.keys(seen.shape);
  const inner = seen._zod?.def.in ?? seen._zod?.def.innerType;
  return inner ? fieldNames(inner) : [];
}
