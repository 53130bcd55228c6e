import { z } from "zod";
import { API_SCOPES } from "@/lib/core/scopes";
import { atLeast, visibleLine } from "@/lib/text/visible";

/** Choices of days until a token expires. */
export const TOKEN_DAYS = [30, 90, 365] as const;

/** Maximum of valid tokens per member. */
export const MAX_TOKENS = 20;

const list = (value: unknown) =>
  value === undefined || value === "" ? [] : Array.isArray(value) ? value : [value];

/** A token for feeds is part of an address, so it may do nothing else. */
const isAlone = (scopes: readonly string[]) => !scopes.includes("feeds:read") || scopes.length === 1;

export const CreateApiToken = z.object({
  purpose: atLeast(1, visibleLine(60)),
  scopes: z.preprocess(
    list,
    z.array(z.enum(API_SCOPES)).max(API_SCOPES.length).refine(isAlone, { error: "feed_alone" }),
  ),
  days: z.coerce.number().pipe(z.literal(TOKEN_DAYS)),
});
export type CreateApiToken = z.infer<typeof CreateApiToken>;

export const RevokeApiToken = z.object({ apiTokenId: z.uuid() });
export type RevokeApiToken = z.infer<typeof RevokeApiToken>;
