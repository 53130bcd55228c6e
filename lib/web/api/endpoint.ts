import { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, fieldErrorsOf, isDomainError } from "@/lib/core/errors";
import type { ApiScope } from "@/lib/core/scopes";
import { countSaveFailure } from "@/lib/operation";
import { transact } from "@/lib/transact";
import { currentActor, refuseBadToken } from "../current-actor";
import { faultsOf } from "../faults";
import { fieldErrors, readSearch } from "../fields";
import { type LimitName, spend } from "../limits";
import { inTurn } from "../pages/drawing-turns";
import { requestOrigin } from "../request-context";
import type { RouteContext } from "../view";
import { leadToFactor } from "./administrators-file";
import { answer, json } from "./answer";
import { warningIn } from "./filter-answer";
import { findAnswer, readKey, reserveKey, saveAnswer } from "./once-by-key";
import { CONTENT_DEPTH, PLAIN_DEPTH, readJson } from "./read-json";

/** What a reading endpoint returns: JSON, bytes, or a complete response. */
export interface ReadSpec<In extends z.ZodObject, Out> {
  /** Parts of the address and query, in one object. */
  input?: In;
  limit: LimitName;
  /** Open to visitors. */
  isPublic?: boolean;
  /** Who gets it, for files of administrators, and why others do not. Checked before `read`. */
  only?: { allows: (actor: Actor) => boolean; reason: string };
  /** Scope that a personal token needs, or `any`; without one, a token reads what visitors can. */
  scope?: ApiScope | "any";
  /** Does not identify the caller, so needs neither session nor database: the liveness check. */
  isAnonymous?: boolean;
  /** For reads that never use the table of rate limits: health. */
  isUnlimited?: boolean;
  read: (actor: Actor | null, input: z.infer<In>, request: Request) => Promise<Out | Response>;
}

/** Input and command of a writing endpoint. */
export interface WriteSpec<In extends z.ZodType, Out, Prepared = z.infer<In>> {
  input: In;
  /** Runs before the transaction: slow work. Its result goes to the command. */
  prepare?: (input: z.infer<In>, at: { actor: Actor | null }) => Promise<Prepared>;
  /** The input contains a text (nested nodes), so it may be nested deeper. */
  takesContent?: boolean;
  /** Input that may be in the query, e.g. a language, as for reading. */
  inQuery?: readonly string[];
  limit: LimitName;
  /** Scope that a personal token needs; without one, sessions only. */
  scope?: ApiScope;
  /** Open to visitors, and so to a token without the scope, acting as a visitor. */
  isPublic?: boolean;
  run: (ctx: Ctx, input: Prepared) => Promise<Out>;
  /** Status of success; 200 by default. */
  status?: (output: Out) => number;
  /** What is saved although the command was refused, in a new transaction after the rollback. */
  refused?: (ctx: Ctx, input: z.infer<In>, error: DomainError) => Promise<unknown>;
  evenReadOnly?: boolean;
}

type Endpoint = ((request: Request, route: RouteContext) => Promise<Response>) & {
  readonly octopus: unknown;
};

/** Creates a GET handler that returns JSON. Errors are problem documents (RFC 9457). */
export function reading<In extends z.ZodObject, Out>(one: ReadSpec<In, Out>): Endpoint {
  const handler = (request: Request, route: RouteContext) =>
    answer(request, async () => {
      const asking = one.isAnonymous ? null : await currentActor(request.headers);
      if (!one.isUnlimited) await spend(one.limit, { ip: requestOrigin().ip, memberId: asking?.id ?? null });
      if (!asking && !one.isAnonymous) await refuseBadToken(request.headers);
      if (!asking && !one.isPublic) throw new DomainError("unauthenticated", "sign_in");
      const actor = isLetIn(asking, one.scope) ? asking : null;
      if (asking && !actor && !one.isPublic) throw refusedToken(one.scope);
      if (one.only && !(actor && one.only.allows(actor))) return leadToFactor(actor, one.only.reason);
      const parts = await partsOf(route, one.input);
      const query = Object.fromEntries(readSearch(new URL(request.url).search));
      const input = one.input ? parse(one.input, { ...query, ...parts }, parts) : ({} as z.infer<In>);
      const read = () =>
        one.read(actor, input, request).catch((error: unknown) => {
          throw one.input ? describeFaults(error, one.input, { ...query, ...parts }) : error;
        });
      // Searches wait for their turn; other reads here are small.
      const output = await (one.limit === "suggest" || one.limit === "search"
        ? inTurn(one.limit, read)
        : read());
      return output instanceof Response ? output : json(output, 200);
    });
  return Object.assign(handler, { octopus: { kind: "reading", spec: one } as const });
}

/**
 * Creates a POST, PUT, PATCH or DELETE handler: JSON in, a command, JSON out. A member's POST or PUT with an
 * `Idempotency-Key` is executed once; repeated within a day it gets the same answer.
 */
export function endpoint<In extends z.ZodType, Out, Prepared = z.infer<In>>(
  one: WriteSpec<In, Out, Prepared>,
): Endpoint {
  const depth = one.takesContent ? CONTENT_DEPTH : PLAIN_DEPTH;
  const failed = one.limit === "save" ? countSaveFailure : undefined;
  const handler = (request: Request, route: RouteContext) =>
    answer(
      request,
      async () => {
        const asking = await currentActor(request.headers);
        refuseOther(asking, request);
        const actor = isLetIn(asking, one.scope) ? asking : null;
        if (asking && !actor && !one.isPublic) throw refusedToken(one.scope);
        const origin = requestOrigin(actor?.scopes ? "api" : "web");
        await spend(one.limit, { ip: origin.ip, memberId: actor?.id ?? null });
        if (!asking) await refuseBadToken(request.headers);
        const parts = await partsOf(route, one.input);
        const { value, text } = await readJson(request, depth);
        const input = parse(one.input, { ...value, ...queryOf(request, one.inQuery), ...parts }, parts);
        const keyed = readKey(request, actor, text);
        const earlier = keyed && (await findAnswer(keyed));
        if (earlier) return json(earlier.body, earlier.status);
        // Without `prepare` the command takes the input itself, as the types of the spec say.
        const prepared = one.prepare ? await one.prepare(input, { actor }) : (input as unknown as Prepared);
        // Only who sends a text is asked about it: what begins a draft, for example, shows nothing to others.
        const asked = one.takesContent ? { warning: warningIn(request) } : {};
        const by = { actor, origin: { ...origin, ...asked } };
        const { refused } = one;
        const command = async (ctx: Ctx) => {
          if (keyed) await reserveKey(ctx.tx, keyed);
          const body = await one.run(ctx, prepared);
          const status = one.status?.(body) ?? 200;
          if (keyed) await saveAnswer(ctx.tx, keyed, { status, body }, ctx.now);
          return { status, body };
        };
        const evenReadOnly = one.evenReadOnly ?? false;
        const answered = await transact(by, command, { evenReadOnly }).catch(async (error: unknown) => {
          if (refused && isDomainError(error)) await transact(by, (ctx) => refused(ctx, input, error));
          throw error;
        });
        return json(answered.body, answered.status);
      },
      failed,
    );
  return Object.assign(handler, { octopus: { kind: "endpoint", spec: one } as const });
}

/** Whether the caller may use an endpoint: sessions always; personal tokens need the endpoint's scope. */
function isLetIn(actor: Actor | null, scope: ApiScope | "any" | undefined): boolean {
  if (actor === null || actor.scopes === null || scope === "any") return true;
  return scope !== undefined && actor.scopes.includes(scope);
}

function refusedToken(scope: ApiScope | "any" | undefined): DomainError {
  return scope === undefined
    ? new DomainError("forbidden", "session_only")
    : new DomainError("forbidden", "token_scope", { scope });
}

/** Pages send the member they were drawn for, so that another one who signed in since cannot save their text. */
function refuseOther(actor: Actor | null, request: Request): void {
  const drawnFor = request.headers.get("octopus-member");
  if (drawnFor !== null && actor !== null && drawnFor !== actor.id)
    throw new DomainError("unauthenticated", "other_member");
}

function queryOf(request: Request, names: readonly string[] = []): Record<string, string> {
  if (names.length === 0) return {};
  const search = readSearch(new URL(request.url).search);
  return Object.fromEntries([...search].filter(([name]) => names.includes(name)));
}

type Parts = Record<string, string | string[] | undefined>;

/** Parses the parts of the address. Invalid ones throw `not_found`, whatever else was sent. */
async function partsOf(route: RouteContext, schema: z.ZodType | undefined): Promise<Parts> {
  // A route without parameters gets none at all.
  const { locale: _locale, ...parts } = (await route.params) ?? {};
  const shape: Record<string, z.ZodType> = schema instanceof z.ZodObject ? schema.shape : {};
  for (const [name, part] of Object.entries(parts)) {
    if (shape[name]?.safeParse(part).success === false) throw new DomainError("not_found");
  }
  return parts;
}

function parse<S extends z.ZodType>(schema: S, value: unknown, parts: Parts): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  // For schemas that are not plain objects, an invalid address is only detected now.
  if (parsed.error.issues.some(({ path }) => String(path[0]) in parts)) throw new DomainError("not_found");
  const isUnknown = parsed.error.issues.every((issue) => issue.code === "unrecognized_keys");
  const fields = fieldErrors(parsed.error, value);
  throw new DomainError("invalid", isUnknown ? "unknown_filter" : "fields", {
    fields,
    parameters: faultsOf(fields, schema, value),
  });
}

/** Adds given and allowed values to errors of single parameters that the command rejected. */
function describeFaults(error: unknown, schema: z.ZodType, value: unknown): unknown {
  if (!isDomainError(error) || error.code !== "invalid") return error;
  const fields = fieldErrorsOf(error);
  if (Object.keys(fields).length === 0) return error;
  const details = { ...(error.details as object), parameters: faultsOf(fields, schema, value) };
  return new DomainError(error.code, error.reason, details);
}
