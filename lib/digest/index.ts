export { LEGAL_DIGEST } from "./mail-digest";
