import type { z } from "zod";
import { type Actor, owes } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { type DomainError, fieldErrorsOf, isDomainError } from "@/lib/core/errors";
import { type FormState, NO_FORM } from "@/lib/core/form-state";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { countSaveFailure } from "@/lib/operation";
import { transact } from "@/lib/transact";
import { drawOnce } from "@/lib/web/pages/drawing";
import { type Address, addressOf, readInput } from "../address";
import { currentActor } from "../current-actor";
import { type Fields, fieldErrors, readFields } from "../fields";
import { isOfAnother } from "../held/drawn-for";
import { takeUnsent } from "../held/held-form";
import { type LimitName, spend } from "../limits";
import type { Handler } from "../pages/document";
import { errorResponse } from "../pages/draw";
import { lackOf, owedPath, screenResponse } from "../pages/screen";
import { requestOrigin } from "../request-context";
import { asUnavailable } from "../unavailable";
import type { DocumentView, InputOf, RouteContext, ScreenView } from "../view";
import { askToConfirm, askToSignIn, comeBackFrom, type SentForm } from "./come-back";
import { filterWarning, guardText, readGuard, warningOf } from "./guard";
import { dedupeSubmit } from "./once";

/** Where a successful form redirects, with the cookies it sets. */
export interface Done {
  /** Path (the language is added), or an absolute address of the site. */
  to: string;
  /** Language to add; default: that of the page. */
  locale?: Locale;
  setCookie?: string[];
  /** Submits the form that waited for this one (`findUnsent`): the browser repeats its POST at `to` (307). */
  sends?: boolean;
}

/** One form of a page: input, command, rate limit and destination. */
export interface FormSpec<S extends z.ZodType, Result, Prepared = z.infer<S>> {
  schema: S;
  /**
   * Runs before the transaction: slow work such as hashing, and reading the request. Its result goes to the
   * command.
   */
  prepare?: (
    input: z.infer<S>,
    at: { actor: Actor | null; request: Request; locale: Locale },
  ) => Promise<Prepared>;
  command: (ctx: Ctx, input: Prepared) => Promise<Result>;
  limit: LimitName;
  /** Chooses where to redirect. May throw to refuse, like a command, but the command's writes remain. */
  done: (
    result: Result,
    at: { locale: Locale; input: z.infer<S>; actor: Actor | null; request: Request },
  ) => string | Done | Promise<string | Done>;
  /**
   * Values shown once in the response and stored nowhere: recovery codes, a token. The page itself is the
   * response, with them in `form.shown`, instead of a redirect.
   */
  shows?: (result: Result) => Record<string, string | string[]>;
  /** Fields keep what was typed next to what is shown, e.g. for a preview. */
  keepsTyped?: boolean;
  /** Works in read-only mode too: signing in and out. */
  evenReadOnly?: boolean;
  /**
   * Message key of what it does, for a form whose command asks for the password first (`requireConfirmed`).
   * It is never filled in again: after the password it is submitted as it was.
   */
  act?: string;
  /**
   * Also on public pages, which name no member: a visitor's text is held for the browser that sent it and
   * whoever signs in there.
   */
  isOnDocument?: boolean;
  /**
   * Fields whose text is published or sent to other members. If one seems to contain personal or case data, the
   * form comes again with a warning (`guardText`), also without scripts.
   */
  guards?: readonly string[];
  /** Has the same effect for any sender, even from another member's page: signing out. */
  isAnyones?: boolean;
}

/** A form whose types `spec()` has checked: a page has forms of different shapes. */
export type AnyFormSpec = FormSpec<z.ZodType, unknown, unknown>;

/** Checks the types of one form's schema, command and destination against each other. */
export function spec<S extends z.ZodType, Result, Prepared = z.infer<S>>(
  one: FormSpec<S, Result, Prepared>,
): AnyFormSpec {
  return one as unknown as AnyFormSpec;
}

/** A page's forms by name; the field `form` says which was submitted. A single form is named "form". */
export type Forms = Record<string, AnyFormSpec>;

type Redraw = (
  input: Record<string, unknown>,
  address: Address,
  form: FormState,
  status: number,
  actor: Actor | null,
) => Promise<Response>;

/**
 * Creates a POST handler for the forms of a document: validates, runs the command in its transaction,
 * redirects (303). Errors return the page itself with messages and the typed text (422), without scripts too.
 */
export function form<P extends z.ZodObject, Q extends z.ZodObject>(
  view: DocumentView<P, Q>,
  forms: Forms,
): Handler {
  return handle(view, forms, { isMembersOnly: false }, (input, address, state, status) =>
    drawOnce(view, input as InputOf<P, Q>, address, state, status),
  );
}

/** The same for a screen: members only, and text typed is held if their session has ended. */
export function screenForm<P extends z.ZodObject, Q extends z.ZodObject>(
  view: ScreenView<P, Q>,
  forms: Forms,
): Handler {
  return handle(view, forms, { isMembersOnly: true }, (input, address, state, status, actor) => {
    if (!actor) throw new Error("a screen was drawn for nobody");
    return screenResponse(view, input as InputOf<P, Q>, address, actor, state, status);
  });
}

function handle(
  view: { params?: z.ZodObject | undefined; query?: z.ZodObject | undefined },
  forms: Forms,
  { isMembersOnly }: { isMembersOnly: boolean },
  redraw: Redraw,
): Handler {
  const handler = async (request: Request, route: RouteContext): Promise<Response> => {
    const address = addressOf(request);
    try {
      const place = await readInput(route, address.search, view);
      const asking = await currentActor(request.headers);
      // Tokens are for the API: in forms they are ignored.
      const actor = asking?.scopes === null ? asking : null;
      // After the password, the held form is used; the body repeated by the browser is ignored.
      const isUnsent = address.search.has("send");
      const fields = isUnsent
        ? await takeUnsent(address, actor, request.headers)
        : readGuard(await readFields(request));
      const { name, spec: one } = chooseForm(forms, fields);
      const needsMember = isMembersOnly && !one.isOnDocument;
      const sent: SentForm = { address, request, name, act: one.act, fields, needsMember };
      if (isMembersOnly && !actor) return await askToSignIn(sent);
      if (actor && !one.isAnyones && isOfAnother(fields, actor))
        return await askToSignIn(sent, "other_member");
      if (isMembersOnly) {
        const lacks = lackOf(
          view as ScreenView<z.ZodObject, z.ZodObject>,
          actor as Actor,
          place as never,
          address,
        );
        if (lacks) return lacks;
      }
      const again = (state: Partial<FormState>, status: number) =>
        redraw(place, address, { ...NO_FORM, name, values: fields, ...state }, status, actor);
      return await dedupeSubmit({ request, actor, fields }, async () => {
        try {
          return await run(one, withPlace(fields, place, view), { address, actor, request }, again);
        } catch (error) {
          if (one.limit === "save") countSaveFailure(asRefused(error));
          const refused = refusalOf(error);
          if (actor && owes(actor) && refused.code === "forbidden")
            return await comeBackFrom(owedPath(actor), sent, actor.id);
          return await refuse(refused, sent, actor, again);
        }
      });
    } catch (error) {
      return errorResponse(error, address.locale, address.path);
    }
  };
  return Object.assign(handler, {
    octopus: { kind: isMembersOnly ? "screen-form" : "form", view, forms } as const,
  });
}

/**
 * Returns what was sent together with what the address says. The parts of the address say which page it is, so they
 * replace a field of the same name; a parameter of the query, often only a default, does not.
 */
function withPlace(
  fields: Fields,
  place: Readonly<Record<string, unknown>>,
  { params }: { params?: z.ZodObject | undefined },
): Record<string, unknown> {
  const named = Object.keys(params?.shape ?? {}).filter((name) => name in place);
  const parts = named.map((name) => [name, place[name]]);
  return { ...place, ...fields, ...Object.fromEntries(parts) };
}

function chooseForm(forms: Forms, fields: Fields): { name: string; spec: AnyFormSpec } {
  const names = Object.keys(forms);
  // A button may carry more than the form's name, as `step:up:law-1`; the page reads the rest.
  const [named = ""] = typeof fields.form === "string" ? fields.form.split(":", 1) : [];
  const asked = Object.hasOwn(forms, named) ? named : names[0];
  const chosen = asked === undefined ? undefined : forms[asked];
  if (asked === undefined || !chosen) throw new Error("a route without forms was posted to");
  return { name: asked, spec: chosen };
}

async function run(
  one: AnyFormSpec,
  fields: Record<string, unknown>,
  { address, actor, request }: { address: Address; actor: Actor | null; request: Request },
  again: (state: Partial<FormState>, status: number) => Promise<Response>,
): Promise<Response> {
  const origin = requestOrigin();
  await spend(one.limit, { ip: origin.ip, memberId: actor?.id ?? null });
  const parsed = one.schema.safeParse(fields);
  if (!parsed.success) return again({ errors: fieldErrors(parsed.error, fields) }, 422);
  const warned = one.guards ? guardText(one.guards, fields as Fields) : null;
  if (warned) return again(warned, 422);
  const { locale } = address;
  const input = one.prepare ? await one.prepare(parsed.data, { actor, request, locale }) : parsed.data;
  const by = { actor, origin: { ...origin, warning: warningOf(fields as Fields) } } as const;
  const result: unknown = await transact(by, (ctx) => one.command(ctx, input), {
    evenReadOnly: one.evenReadOnly ?? false,
  });
  if (one.shows) return again({ ...(one.keepsTyped ? {} : { values: {} }), shown: one.shows(result) }, 200);
  const done = await one.done(result, { locale, input: parsed.data, actor, request });
  return leadOn(typeof done === "string" ? { to: done } : done, locale);
}

function leadOn(done: Done, locale: Locale): Response {
  const location = done.to.startsWith("/") ? localePath(done.locale ?? locale, done.to) : done.to;
  const headers = new Headers({ location, "cache-control": "no-store" });
  for (const cookie of done.setCookie ?? []) headers.append("set-cookie", cookie);
  return new Response(null, { status: done.sends ? 307 : 303, headers });
}

/** Converts what a command threw to a refusal; if the database failed, everything was rolled back. Null for a bug. */
function asRefused(error: unknown): DomainError | null {
  return isDomainError(error) ? (error as DomainError) : asUnavailable(error);
}

/** The same, but throws for a bug. */
function refusalOf(error: unknown): DomainError {
  const refused = asRefused(error);
  if (!refused) throw error;
  return refused;
}

/** Answers a refusal: the form's page again if the user can correct it, else an error page. */
async function refuse(
  error: DomainError,
  sent: SentForm,
  actor: Actor | null,
  again: (state: Partial<FormState>, status: number) => Promise<Response>,
): Promise<Response> {
  const { code, reason, details } = error;
  if (code === "unauthenticated") return askToSignIn(sent);
  if (code === "forbidden" && reason === "confirm_first" && actor) return askToConfirm(sent, actor);
  if (code === "invalid") {
    const errors = fieldErrorsOf(error);
    const isWhole = Object.keys(errors).length === 0;
    return again({ errors, error: isWhole ? { code, reason, details } : null }, 422);
  }
  const warned = filterWarning(error);
  if (warned) return again(warned, 422);
  if (code === "conflict" || code === "rate_limited" || code === "unavailable") {
    const answer = await again({ error: { code, reason, details } }, error.status).catch(() => null);
    // A page that redirects, or cannot be drawn, must not hide the refusal.
    if (answer?.status !== error.status) throw error;
    const retryAfter = (details as { retryAfter?: number } | undefined)?.retryAfter;
    if (retryAfter !== undefined || code !== "conflict")
      answer.headers.set("retry-after", String(retryAfter ?? 30));
    return answer;
  }
  throw error;
}
