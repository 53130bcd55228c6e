export {
  answeredThrough,
  CROSSWALK_ORIGIN,
  counterpartsOf,
  findArticle,
  listArticles,
  listCrosswalk,
} from "./articles";
export { instrumentFacts } from "./instruments";
