/* What every editor may need later, but not to start typing, in one file. */
export { describeProblems } from "@/components/content/record-problems";
export { ConflictDialog } from "./conflict-dialog";
export { Preview } from "./preview";
