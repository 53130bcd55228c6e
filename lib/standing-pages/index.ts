export { findStandingPage } from "./pages";
export { indexStandingPages, listPageOwners } from "./search-entries";
