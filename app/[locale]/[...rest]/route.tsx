import { DomainError } from "@/lib/core/errors";
import { document } from "@/lib/web/pages/document";

/** Every unknown address: a readable page with status 404. */
export const GET = document({
  isStored: false,
  async render() {
    throw new DomainError("not_found");
  },
});
