export {
  answeredThrough,
  CROSSWALK_ORIGIN,
  counterpartsOf,
  findArticle,
  listArticles,
} from "./articles";
export { conventionWords, indexConvention, listConventionOwners } from "./search-entries";
