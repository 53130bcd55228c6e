import { DEFAULT_LOCALE, isLocale, splitLocale } from "@/lib/i18n/locales";
import { addressOf } from "../address";
import { errorResponse } from "../pages/draw";
import type { RouteContext } from "../view";
import type { Dispatcher } from "./dispatcher";

type Method = (request: Request, route: RouteContext) => Promise<Response>;
/** Exports of a `route.tsx`: one function per method. */
export type RouteModule = Readonly<Record<string, Method | undefined>>;

/** One `route.tsx`: its path in `app/` without extension, and how to load it. */
export interface RouteFile {
  path: string;
  load: () => Promise<RouteModule>;
}

type Parts = Record<string, string | string[]>;

interface Node {
  fixed: Map<string, Node>;
  /** A segment in brackets: "[slug]". */
  any?: { name: string; node: Node };
  /** All remaining segments: "[...rest]". */
  rest?: { name: string; file: RouteFile };
  file?: RouteFile;
}

/** Finds routes by address, with the App Router's conventions: folders, "[slug]" and "[...rest]". */
export class RouteTable {
  private readonly root: Node = { fixed: new Map() };

  constructor(files: Iterable<RouteFile>) {
    for (const file of files) this.add(file);
  }

  /** Finds the route of a path, with the decoded parts of the address. Fixed segments take precedence. */
  match(pathname: string): { file: RouteFile; params: Parts } | null {
    const typed = pathname.split("/").filter((segment) => segment !== "");
    const [first = ""] = typed;
    // English addresses have no prefix.
    const isWhole = isLocale(first) || this.root.fixed.has(first);
    const segments = (isWhole ? typed : [DEFAULT_LOCALE, ...typed]).map(decodeURIComponent);
    return descend(this.root, segments, 0, {});
  }

  private add(file: RouteFile): void {
    let node = this.root;
    for (const segment of file.path.split("/").slice(0, -1)) {
      const [, dots, name] = /^\[(\.\.\.)?(\w+)\]$/.exec(segment) ?? [];
      if (name === undefined) {
        const next = node.fixed.get(segment) ?? { fixed: new Map() };
        node.fixed.set(segment, next);
        node = next;
      } else if (dots) {
        node.rest = { name, file };
        return;
      } else {
        node.any ??= { name, node: { fixed: new Map() } };
        if (node.any.name !== name) throw new Error(`app/${file.path}: two names for one part of an address`);
        node = node.any.node;
      }
    }
    node.file = file;
  }
}

function descend(
  node: Node,
  segments: readonly string[],
  at: number,
  params: Parts,
): { file: RouteFile; params: Parts } | null {
  const segment = segments[at];
  if (segment === undefined) return node.file ? { file: node.file, params } : null;
  const fixed = node.fixed.get(segment);
  const found = fixed && descend(fixed, segments, at + 1, params);
  if (found) return found;
  const { any, rest } = node;
  const matched = any && descend(any.node, segments, at + 1, { ...params, [any.name]: segment });
  if (matched) return matched;
  return rest ? { file: rest.file, params: { ...params, [rest.name]: segments.slice(at) } } : null;
}

/** Creates the function that answers requests by a table. HEAD is answered by GET, as HTTP requires. */
export function dispatchBy(table: RouteTable): Dispatcher {
  return async (request) => {
    try {
      const found = table.match(new URL(request.url).pathname);
      if (!found) throw new Error("the table of routes has none for what is not found");
      const module = await found.file.load();
      const method = module[request.method === "HEAD" ? "GET" : request.method];
      if (method) return await method(request, { params: Promise.resolve(found.params) });
      return refuseMethod(module, request.method);
    } catch (error) {
      const { pathname } = addressOf(request);
      const { locale, path } = splitLocale(pathname);
      return errorResponse(error, locale, path);
    }
  };
}

function refuseMethod(module: RouteModule, method: string): Response {
  const own = Object.keys(module).filter((name) => /^[A-Z]+$/.test(name));
  const allow = ["OPTIONS", ...(own.includes("GET") ? ["HEAD"] : []), ...own].sort().join(", ");
  const status = method === "OPTIONS" ? 204 : 405;
  return new Response(null, { status, headers: { allow, "cache-control": "no-store" } });
}
