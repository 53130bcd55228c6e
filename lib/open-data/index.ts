export { makeDump, queueFirstDump, remakeDump } from "./dumps/make";
export { findDumpFile, findDumpProof, listDumps } from "./dumps/queries";
export { listCountries } from "./lists/countries";
export { listArticles } from "./lists/law";
export { listContributions, listMembers } from "./lists/people";
export type { Listed } from "./lists/place";
export { listMaterials, listPosts } from "./lists/texts";
export { LISTS, type Resource } from "./resources";
