export const REFUSED = {
  is: "The request is not valid; `reason` and `fields` explain why.",
  schema: "Problem",
};
export const UNKNOWN = { is: "The profile does not exist.", schema: "Problem" };
export const SIGN_IN = { is: "A session or a personal token is required.", schema: "Problem" };
export const MAY_NOT = { is: "You do not have permission to do this.", schema: "Problem" };
const IN_FLIGHT = { is: "A request with the same Idempotency-Key is being processed.", schema: "Problem" };
const USED = { is: "The token or the key was already used for a different request.", schema: "Problem" };
const TOO_OFTEN = { is: "Too many requests; Retry-After says when to try again.", schema: "Problem" };

/** The responses that every operation can give. */
export const ALWAYS = {
  429: TOO_OFTEN,
  500: { is: "An error of the site. It was recorded under `id`.", schema: "Problem" },
  503: { is: "Busy, starting or in read-only mode. Retry-After says when to try again.", schema: "Problem" },
};
export const writes = (answer: { is: string; schema: string }) => ({
  200: answer,
  400: REFUSED,
  401: SIGN_IN,
  403: MAY_NOT,
  404: UNKNOWN,
  409: IN_FLIGHT,
  413: { is: "The request is too large.", schema: "Problem" },
  415: { is: "The body is not JSON.", schema: "Problem" },
  422: USED,
  ...ALWAYS,
});
export const BAD_TOKEN = { is: "The token is wrong, revoked or expired.", schema: "Problem" };
export const reads = (answer: { is: string; schema: string }) => ({
  200: answer,
  400: REFUSED,
  401: BAD_TOKEN,
  ...ALWAYS,
});

export const NONE = { is: "Nothing has this name.", schema: "Problem" };
export const KNOWN = { is: "Not modified: your copy is current." };
