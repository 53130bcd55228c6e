export { diffBody, findPostHead, listPostPictures, readBodyAfter } from "../past";
export { diffDetails, readDetailsAfter } from "./details-queries";
export { listTexts } from "./feed-queries";
export { listByIds, listFacets, listPosts, listPostsOn } from "./list-queries";
export * from "./model";
export { findMovedPost, findPostPage, listRelated } from "./post-queries";
