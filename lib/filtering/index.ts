export { brakeFilter } from "./brake";
export { changeFilter, makeFilter, removeFilter, setFilterStage, testFilter } from "./commands";
export { findFilter, listFilters } from "./queries";
