import { checkReadiness } from "@/lib/operation";
import { json } from "@/lib/web/api/answer";
import { reading } from "@/lib/web/api/endpoint";

/** Whether this instance can serve: its database answers and is at this version's schema. */
export const GET = reading({
  limit: "public-api",
  isPublic: true,
  isAnonymous: true,
  isUnlimited: true,
  async read() {
    const readiness = await checkReadiness();
    return json(readiness, readiness.status === "ok" ? 200 : 503);
  },
});
