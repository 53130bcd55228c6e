import type { z } from "zod";
import { CONDUCT_PATH } from "@/lib/conduct/model";
import { type Actor, owes } from "@/lib/core/actor";
import { DomainError, isDomainError } from "@/lib/core/errors";
import { type FormState, NO_FORM } from "@/lib/core/form-state";
import { countUnread } from "@/lib/direct-messages";
import { localePath } from "@/lib/i18n/locales";
import { currentSite } from "@/lib/site-settings";
import { countUnseenNotices } from "@/lib/watching";
import { type Address, addressOf, readInput } from "../address";
import { currentActor } from "../current-actor";
import { nameMember } from "../held/drawn-for";
import { takeHeldForm } from "../held/held-form";
import { spend } from "../limits";
import { requestOrigin } from "../request-context";
import { type InputOf, limitOf, type RouteContext, type ScreenView } from "../view";
import { compressed } from "./compressed";
import type { Handler } from "./document";
import { drawPage, errorResponse } from "./draw";
import { tools } from "./drawing";
import { inTurn } from "./drawing-turns";

/**
 * Creates a GET handler for a personal page: drawn for its member, never stored. Visitors are redirected to
 * sign in and back; members lacking a required second factor to its setup; others get an error page.
 */
export function screen<P extends z.ZodObject, Q extends z.ZodObject>(view: ScreenView<P, Q>): Handler {
  const handler = async (request: Request, route: RouteContext): Promise<Response> => {
    const address = addressOf(request);
    let actor: Actor | null = null;
    try {
      const input = (await readInput(route, address.search, view)) as InputOf<P, Q>;
      actor = await currentActor(request.headers);
      if (!actor || actor.scopes !== null) return signInFirst(address);
      const limit = limitOf(view, input);
      if (limit) await spend(limit, { ip: requestOrigin().ip, memberId: actor.id });
      const lacks = lackOf(view, actor, input, address);
      if (lacks) return lacks;
      const held = await takeHeldForm(address, request.headers);
      const drawnFor = actor;
      const drawn = await inTurn(limit, () =>
        screenResponse(view, input, address, drawnFor, held ?? NO_FORM, 200),
      );
      return view.isLong && !held ? await compressed(drawn, request, { isLarge: true }) : drawn;
    } catch (error) {
      if (actor && owes(actor) && isDomainError(error) && error.code === "forbidden")
        return owedFirst(actor, address);
      return errorResponse(error, address.locale, address.path);
    }
  };
  return Object.assign(handler, { octopus: { kind: "screen", view } as const });
}

/**
 * What keeps a member from a screen: nothing (null), a missing second factor or charter (a redirect), or a
 * missing right (throws).
 */
export function lackOf<P extends z.ZodObject, Q extends z.ZodObject>(
  view: ScreenView<P, Q>,
  actor: Actor,
  input: InputOf<P, Q>,
  address: Address,
): Response | null {
  if (!view.allows || view.allows(actor, input)) return null;
  const awake: Actor = { ...actor, roles: [...actor.roles, ...actor.dormantRoles], dormantRoles: [] };
  if (actor.dormantRoles.length > 0 && view.allows(awake, input)) {
    if (owes(actor)) return owedFirst(actor, address);
    return redirect(`${localePath(address.locale, "/me/security")}?needs=two-factor`);
  }
  throw new DomainError("forbidden", "screen");
}

function signInFirst(address: Address): Response {
  return comeBackFrom("/signin", address);
}

/** Members read a warning, and those from single sign-on accept the charter, before anything else, and then come back. */
function owedFirst(actor: Actor, address: Address): Response {
  return comeBackFrom(owedPath(actor), address);
}

/** Returns where a member who owes something does it. */
export const owedPath = (actor: Actor) => (actor.owesReading ? CONDUCT_PATH : "/me/charter");

function comeBackFrom(path: string, address: Address): Response {
  const back = address.pathname + (address.search.size > 0 ? `?${address.search}` : "");
  return redirect(`${localePath(address.locale, path)}?next=${encodeURIComponent(back)}`);
}

function redirect(to: string): Response {
  return new Response(null, { status: 303, headers: { location: to, "cache-control": "private, no-store" } });
}

/** Draws a screen for its member. */
export async function screenResponse<P extends z.ZodObject, Q extends z.ZodObject>(
  view: ScreenView<P, Q>,
  input: InputOf<P, Q>,
  address: Address,
  actor: Actor,
  form: FormState,
  status: number,
): Promise<Response> {
  const { locale, path } = address;
  const drawn = await view.render(input, { ...(await tools(address, form)), actor });
  if ("to" in drawn) return redirect(drawn.to);
  const [unseen, unreadMessages] = await Promise.all([countUnseenNotices(actor.id), countUnread(actor.id)]);
  const html = await drawPage(
    { ...drawn, robots: "noindex", alternates: false },
    { locale, path, banner: currentSite().banner, actor: { ...actor, unseen, unreadMessages }, form },
  );
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "private, no-store",
    vary: "Cookie",
  };
  return new Response(nameMember(html, actor.id), { status: drawn.status ?? status, headers });
}
