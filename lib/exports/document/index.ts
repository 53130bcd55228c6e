export { sourceRuns } from "./source-runs";
export { confidenceRuns, paragraphs } from "./value-lines";
