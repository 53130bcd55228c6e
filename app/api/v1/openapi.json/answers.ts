export const REFUSED = {
  is: "Something is not as it should be; `reason` and `fields` say what.",
  schema: "Problem",
};
export const UNKNOWN = { is: "There is no such profile.", schema: "Problem" };
export const SIGN_IN = { is: "A session or a personal token is needed.", schema: "Problem" };
export const MAY_NOT = { is: "The right to do this is missing.", schema: "Problem" };
const IN_FLIGHT = { is: "The same request, by its Idempotency-Key, is being answered.", schema: "Problem" };
const USED = { is: "The token or the key was used for another request.", schema: "Problem" };
const TOO_OFTEN = { is: "Too often; Retry-After says when to try again.", schema: "Problem" };

/** What any operation may answer, whatever it is asked. */
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
  413: { is: "More than is accepted.", schema: "Problem" },
  415: { is: "The body is not JSON.", schema: "Problem" },
  422: USED,
  ...ALWAYS,
});
export const BAD_TOKEN = { is: "A token was sent that is wrong, revoked or expired.", schema: "Problem" };
export const reads = (answer: { is: string; schema: string }) => ({
  200: answer,
  400: REFUSED,
  401: BAD_TOKEN,
  ...ALWAYS,
});

export const NONE = { is: "There is none of that name.", schema: "Problem" };
export const KNOWN = { is: "As in the copy that you have." };
