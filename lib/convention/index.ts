export {
  answeredThrough,
  CROSSWALK_ORIGIN,
  counterpartsOf,
  findArticle,
  listArticles,
  listProfileArticles,
} from "./articles";
export { conventionWords, indexConvention, listConventionOwners } from "./search-entries";
