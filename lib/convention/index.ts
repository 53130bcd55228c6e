export {
  answeredThrough,
  CROSSWALK_ORIGIN,
  counterpartsOf,
  findArticle,
  listArticles,
  listCrosswalk,
} from "./articles";
export { instrumentFacts } from "./instruments";
export { conventionWords, indexConvention, listConventionOwners } from "./search-entries";
