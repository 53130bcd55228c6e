export { checkReadiness, type Readiness } from "./readiness";
export { findReadOnlyMode } from "./site-queries";
