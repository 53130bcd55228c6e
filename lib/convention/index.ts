export { articleTitles, indexArticles, listArticleOwners } from "./search-entries";
