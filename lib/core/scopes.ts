/*
 * What a personal token can be allowed beyond what every visitor may do. `lib/core/policy/` says which action a scope
 * allows; an action that names none is for sessions only.
 */
export const API_SCOPES = ["profiles:write", "contributions:read"] as const;
export type ApiScope = (typeof API_SCOPES)[number];
