import type { SQL } from "drizzle-orm";
import { comment } from "@/db/schema/blog";
import { subselect } from "@/db/subselect";

/** Whether a comment was reported and waits for a decision: only while readers can see its post. */
export const isReported = (): SQL => subselect`exists (
  select 1 from comment_flag f join post p on p.page_id = ${comment.postId} and p.state = 'published'
  where f.comment_id = ${comment.id} and f.state = 'open')`;
