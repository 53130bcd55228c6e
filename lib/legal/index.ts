export { compareLaws } from "./compare/compare-queries";
export { findEvidence } from "./evidence/evidence-queries";
export { type FoundGaps, findGaps } from "./gaps/gap-queries";
export { findLegalProfile } from "./profile/profile-queries";
export { findLegalTrust } from "./profile/trust-queries";
export { insertLawRows, projectLaw, rebuildLaw, scopesOfArticles } from "./project";
export { countByArticle, listAnswers, listDeclarations } from "./reading/answer-queries";
export { listSubstantiveLevels } from "./reading/level-queries";
export { scopesOfAged, tendLaw } from "./tend";
