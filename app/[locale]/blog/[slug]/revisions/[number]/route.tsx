import { textRevision } from "@/app/past/revision";
import { posts } from "../../past";

/** A post's text as it stood after one of its revisions, for good. */
export const GET = textRevision(posts);
