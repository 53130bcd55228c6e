export { type Audience, audiencesOf } from "./audiences";
export { dropEntries, putAll, putEntries, type SearchEntry } from "./entries";
export type { Passage } from "./parts";
