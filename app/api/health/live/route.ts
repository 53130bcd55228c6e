import { json } from "@/lib/web/api/answer";
import { reading } from "@/lib/web/api/endpoint";

/** The process answers. Says nothing of what it needs. */
export const GET = reading({
  limit: "public-api",
  isPublic: true,
  isAnonymous: true,
  isUnlimited: true,
  read: async () => json({ status: "ok" }, 200),
});
