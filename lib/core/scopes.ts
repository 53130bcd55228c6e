/*
 * Scopes of a personal token beyond a visitor's rights. `lib/core/policy/` maps actions to scopes; an action
 * without a scope needs a session.
 */
export const API_SCOPES = ["profiles:write", "contributions:read"] as const;
export type ApiScope = (typeof API_SCOPES)[number];
