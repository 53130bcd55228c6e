export { createApiToken } from "./commands/create-api-token";
export { revokeApiToken } from "./commands/revoke-api-token";
export { hashToken } from "./hash";
export { type ApiTokenRow, findTokenProblem, listApiTokens } from "./queries";
