export { createApiToken } from "./commands/create-api-token";
export { revokeApiToken } from "./commands/revoke-api-token";
export { type ApiTokenRow, listApiTokens } from "./queries";
