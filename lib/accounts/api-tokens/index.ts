export { createApiToken } from "./commands/create-api-token";
export { revokeApiToken } from "./commands/revoke-api-token";
export { type ApiTokenRow, findTokenProblem, listApiTokens } from "./queries";
