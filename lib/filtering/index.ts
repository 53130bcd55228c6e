export { brakeFilter } from "./brake";
export { changeFilter, makeFilter, removeFilter, setFilterStage, testFilter } from "./commands";
export { findHoldNews, listHolders } from "./holders";
export { findFilter, listFilters } from "./queries";
