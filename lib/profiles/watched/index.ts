export { listThingChanges } from "./changes";
export { findSeenNumber } from "./seen-number";
export { tellWatchers } from "./tell-watchers";
