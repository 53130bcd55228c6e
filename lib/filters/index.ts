export { findMatches, type Matcher, matcherOf, readText, readWritten, type Written } from "./match";
export { type Passed, passFilters, type Sent } from "./pass";
