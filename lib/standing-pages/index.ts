export { findStandingPage } from "./pages";
export { indexStandingPages, listPageOwners, standingSamples } from "./search-entries";
