export { mailLegalDigest } from "./mail-digest";
