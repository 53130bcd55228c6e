export { listThingChanges, type ThingChange } from "./changes";
export { tellWatchers } from "./tell-watchers";
