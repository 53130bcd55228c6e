import { json } from "@/lib/web/api/answer";
import { reading } from "@/lib/web/api/endpoint";

/** Whether the process responds. Says nothing of its dependencies. */
export const GET = reading({
  limit: "public-api",
  isPublic: true,
  isAnonymous: true,
  isUnlimited: true,
  read: async () => json({ status: "ok" }, 200),
});
