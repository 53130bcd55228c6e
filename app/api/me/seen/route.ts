import { markSeenHere } from "@/lib/watching";
import { MarkSeen } from "@/lib/watching/forms/model";
import { endpoint } from "@/lib/web/api/endpoint";

/** Records that a comparison was viewed: its changes are no longer new. Returns the number of unread notifications. */
export const PUT = endpoint({ input: MarkSeen, limit: "watch", run: markSeenHere });
