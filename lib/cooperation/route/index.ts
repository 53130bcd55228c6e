export { findFacts } from "./queries";
