import { textRevision } from "@/app/past/revision";
import { posts } from "../../past";

/** A post's text as of one of its revisions, permanently. */
export const GET = textRevision(posts);
