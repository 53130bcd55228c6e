import type { z } from "zod";
import { NO_FORM } from "@/lib/core/form-state";
import { countView } from "@/lib/operation/views";
import { addressOf, readInput } from "../address";
import { takeHeldForm } from "../held/held-form";
import { requestContext } from "../request-context";
import type { DocumentView, InputOf, RouteContext } from "../view";
import { compressed } from "./compressed";
import { isPage } from "./document-store";
import { errorResponse } from "./draw";
import { drawOnce, spendDrawing } from "./drawing";
import { inTurn } from "./drawing-turns";
import { drawStored } from "./stored-document";

export type Handler = ((request: Request, route: RouteContext) => Promise<Response>) & {
  readonly octopus: unknown;
};

/**
 * Creates a GET handler for a document: drawn once without an actor, stored compressed, and served while the
 * versions of its scopes are current. Errors are pages with their status.
 */
export function document<P extends z.ZodObject, Q extends z.ZodObject>(view: DocumentView<P, Q>): Handler {
  const handler = async (request: Request, route: RouteContext): Promise<Response> => {
    const address = addressOf(request);
    try {
      const input = (await readInput(route, address.search, view)) as InputOf<P, Q>;
      const held = await takeHeldForm(address, request.headers);
      const isStored = typeof view.isStored === "function" ? view.isStored(input) : view.isStored !== false;
      if (isStored && !held) {
        const answer = await drawStored(view, input, address, request);
        countDrawn(request, answer);
        return answer;
      }
      // Any addition to such an address causes a drawing.
      const limit = await spendDrawing(view, input, address.search.size > 0);
      const drawn = await inTurn(limit, () => drawOnce(view, input, address, held ?? NO_FORM));
      return held ? drawn : await compressed(drawn, request);
    } catch (error) {
      return errorResponse(error, address.locale, address.path);
    }
  };
  return Object.assign(handler, { octopus: { kind: "document", view } as const });
}

/** Counts a view of a page that was drawn for this request; of later ones the front door does. */
function countDrawn({ method, url, headers }: Request, { status, headers: sent }: Response): void {
  if (status !== 200 || method !== "GET" || !isPage(sent.get("content-type"))) return;
  const path = requestContext()?.pathname ?? new URL(url).pathname;
  countView(path, headers.get("user-agent") ?? undefined, headers.get("sec-purpose") ?? undefined);
}
