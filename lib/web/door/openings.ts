import type { Actor } from "@/lib/core/actor";
import { isDomainError } from "@/lib/core/errors";
import { NO_FORM } from "@/lib/core/form-state";
import { onlyLook, WouldWrite } from "@/lib/core/looking";
import { splitLocale } from "@/lib/i18n/locales";
import type { FindOpening, Opening } from "@/lib/sight";
import { readInput } from "../address";
import { tools } from "../pages/drawing";
import { requestOrigin, runInRequest } from "../request-context";
import type { RouteContext, ScreenView } from "../view";
import type { RouteTable } from "./route-table";

type Get = (request: Request, route: RouteContext) => Promise<Response>;
type View = ScreenView<never, never>;
/** What the wrapper of a route says about its handler (`screen`, `document`, `reading`). */
type Wrapped =
  | { kind: "document" }
  | { kind: "screen"; view: View }
  | { kind: "reading"; spec: { isPublic?: boolean; only?: { allows: (actor: Actor) => boolean } } };

/** Finds what answers an address by the table of routes, and who gets it by the rule of that route itself. */
export function openingsOf(table: RouteTable): FindOpening {
  return async (path) => {
    const found = matchIn(table, path);
    const get = (await found?.file.load())?.GET as (Get & { octopus?: Wrapped }) | undefined;
    if (!found || !get?.octopus) return null;
    const { octopus } = get;
    const route = { params: Promise.resolve(found.params) };
    if (octopus.kind === "document") return isThere(get, path, route);
    if (octopus.kind === "screen") return screenOpening(octopus.view, path, route);
    if (octopus.kind === "reading") return readingOpening(octopus.spec);
    return null;
  };
}

function matchIn(table: RouteTable, path: string) {
  try {
    return table.match(path);
  } catch (error) {
    // The address contains "%" without a code: nothing answers it.
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** A document is the same for all: it is asked for as by a visitor, and its stored bytes answer. */
async function isThere(get: Get, path: string, route: RouteContext): Promise<Opening | null> {
  const request = new Request(new URL(path, "http://inside.invalid"), { method: "HEAD" });
  const { status } = await asReader(path, null, () => get(request, route));
  return [404, 410].includes(status) ? null : { kind: "page", opens: async () => true };
}

function readingOpening({ isPublic, only }: Extract<Wrapped, { kind: "reading" }>["spec"]): Opening {
  if (isPublic) return { kind: "page", opens: async () => true };
  return { kind: "screen", opens: async (actor) => actor !== null && (only?.allows(actor) ?? true) };
}

/** A screen has a rule, and what it draws can refuse as well. It is drawn without a trace, and what is drawn is dropped. */
async function screenOpening(view: View, path: string, route: RouteContext): Promise<Opening | null> {
  const input = await readInput(route, new URLSearchParams(), view).catch(refusedAs(null));
  if (!input) return null;
  const address = { ...splitLocale(path), pathname: path, search: new URLSearchParams() };
  const draw = async (actor: Actor) => {
    await view.render(input as never, { ...(await tools(address, NO_FORM)), actor });
    return true;
  };
  return {
    kind: "screen",
    async opens(actor) {
      if (!actor || view.allows?.(actor, input as never) === false) return false;
      return asReader(path, actor, () => onlyLook(() => draw(actor))).catch((error: unknown) =>
        error instanceof WouldWrite ? true : refusedAs(false)(error),
      );
    },
  };
}

const REFUSED: ReadonlySet<string> = new Set(["unauthenticated", "forbidden", "not_found", "gone"]);

/** Returns this for a refusal, and throws any other error. */
const refusedAs =
  <T>(value: T) =>
  (error: unknown): T => {
    if (isDomainError(error) && REFUSED.has(error.code)) return value;
    throw error;
  };

function asReader<T>(pathname: string, actor: Actor | null, run: () => Promise<T>): Promise<T> {
  return runInRequest({ pathname, search: "", origin: requestOrigin(), actor: Promise.resolve(actor) }, run);
}
