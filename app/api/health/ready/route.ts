import { checkReadiness } from "@/lib/operation";
import { json } from "@/lib/web/api/answer";
import { reading } from "@/lib/web/api/endpoint";

/** Whether this instance can serve requests: its database responds and has this version's schema. */
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
