export { notifyWatchers } from "./notify-watchers";
export { findSeenNumber } from "./seen-number";
