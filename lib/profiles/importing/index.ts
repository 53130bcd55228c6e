export { guessColumns, headOf, widthOf } from "./columns";
export { draftLaws, draftText } from "./drafts";
export { guessTargets, type SectionNames } from "./guess";
export { readLaws, readText } from "./read";
