/*
 * Scopes of a personal token beyond a visitor's rights. `lib/core/policy/` maps actions to scopes; an action
 * without a scope needs a session.
 *
 * `feeds:read` is alone in its token: feed readers, and the services behind them, have its address.
 */
export const API_SCOPES = ["profiles:write", "contributions:read", "feeds:read"] as const;
export type ApiScope = (typeof API_SCOPES)[number];
