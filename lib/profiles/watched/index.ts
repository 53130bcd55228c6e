export { findSeenNumber } from "./seen-number";
export { notifyWatchers } from "./tell-watchers";
