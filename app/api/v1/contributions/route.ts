import { DomainError } from "@/lib/core/errors";
import { listContributions } from "@/lib/open-data";
import { ContributionsList } from "@/lib/open-data/lists/model";
import { reading } from "@/lib/web/api/endpoint";

/** The member's own edits of profiles with their state, for programs that propose edits. */
export const GET = reading({
  input: ContributionsList,
  limit: "api",
  scope: "contributions:read",
  async read(actor, query, request) {
    if (!actor) throw new DomainError("unauthenticated", "sign_in");
    const page = await listContributions(actor, query);
    const { pathname, searchParams } = new URL(request.url);
    if (page.next !== null) searchParams.set("after", page.next);
    return { rows: page.rows, next: page.next === null ? null : `${pathname}?${searchParams}` };
  },
});
