/* What every editor may come to need, but nobody in order to begin to type: one file. */
export { tellProblems } from "@/components/content/record-problems";
export { ConflictDialog } from "./conflict-dialog";
export { Preview } from "./preview";
