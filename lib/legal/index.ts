export { findAnswerAt, listAnswerRevisions } from "./answer/answer-queries";
export { listChangedArticles } from "./answer/news-queries";
export { compareLaws } from "./compare/compare-queries";
export { findDrafted } from "./drafting/drafting-queries";
export { findEvidence } from "./evidence/evidence-queries";
export { type FoundGaps, findGaps } from "./gaps/gap-queries";
export { findLegalProfile } from "./profile/profile-queries";
export { findLegalTrust } from "./profile/trust-queries";
export { insertLawRows, projectLaw, rebuildLaw } from "./project";
export {
  countByArticle,
  countRecordedParties,
  listAnswers,
  listDeclarations,
} from "./reading/answer-queries";
export { listSubstantiveLevels } from "./reading/level-queries";
export { conventionWords, indexConvention, listConventionOwners } from "./search-entries";
export { refreshLaw } from "./tend";
