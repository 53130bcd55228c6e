import type { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import type { DocumentView, Drawn, InputOf, Leading, PageTools } from "../view";
import { document } from "./document";
import { screen } from "./screen";

/** What a page is drawn with that everybody may read, or only some. `reader`: null for everybody. */
export type ReadTools = PageTools & { reader: Actor | null };

interface ReadableView<P extends z.ZodObject, Q extends z.ZodObject>
  extends Omit<DocumentView<P, Q>, "render"> {
  render: (input: InputOf<P, Q>, tools: ReadTools) => Promise<Drawn | Leading>;
}

/**
 * Whether all roles of a member are in force. Screens of restricted rooms require it before they look for anything: whoever
 * has a second factor gives it first, so that its absence is not mistaken for the absence of a room.
 */
export const isInForce = (actor: Actor): boolean => actor.dormantRoles.length === 0;

/**
 * Creates the handler of a page that exists for public things and for those in restricted rooms: a document for everybody, or
 * a screen for each reader, never stored.
 */
export function readable<P extends z.ZodObject, Q extends z.ZodObject>(
  { isSecret = false }: { isSecret?: boolean },
  view: ReadableView<P, Q>,
) {
  const { render, ...rest } = view;
  if (!isSecret)
    return document<P, Q>({ ...rest, render: (input, tools) => render(input, { ...tools, reader: null }) });
  const { scopes: _scopes, isStored: _isStored, ...own } = rest;
  return screen<P, Q>({
    ...own,
    allows: isInForce,
    render: (input, tools) => render(input, { ...tools, reader: tools.actor }),
  });
}
