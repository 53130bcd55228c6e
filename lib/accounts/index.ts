export { findActorBySession, findActorByToken, SESSION_LIMITS } from "./actor-queries";
