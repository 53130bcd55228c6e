import { createHmac } from "node:crypto";
import { env } from "@/lib/env";

/** Returns the secret in the link to a report: always the same, so that all mails about it have one link. */
export const tokenOf = (reportId: string): string =>
  createHmac("sha256", env().AUTH_SECRET).update(`public report ${reportId}`).digest("base64url");
