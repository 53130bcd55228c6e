export {
  answeredThrough,
  CROSSWALK_ORIGIN,
  counterpartsOf,
  findArticle,
  listArticles,
  listCrosswalk,
} from "./articles";
export { conventionWords, indexConvention, listConventionOwners } from "./search-entries";
