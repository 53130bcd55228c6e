export { looksUpSources, lookUpSource, prepareLookup } from "./look-up";
