import { markSeenHere } from "@/lib/watching";
import { MarkSeen } from "@/lib/watching/forms/model";
import { endpoint } from "@/lib/web/api/endpoint";

/** A difference was looked at: what it shows is no news any more. Answers how many notices still wait. */
export const PUT = endpoint({ input: MarkSeen, limit: "watch", run: markSeenHere });
