import { makeMember } from "@/tests/support/members";
import type { AtForm, FormCase } from "./form-case";

type As = (at: string, fields?: Record<string, string>) => Promise<AtForm>;

/** The form that explains what a member can see. A second question is recorded again. */
export function sightCases(asAdministrator: As): Record<string, FormCase> {
  return {
    "app/[locale]/admin/members/[handle]/access/route.tsx sight": {
      async make() {
        await makeMember({ handle: "someone" });
        const fields = { address: "/admin/members", sightReason: "The member asked." };
        return asAdministrator("/admin/members/someone/access", fields);
      },
      again: { status: 200, says: "The member cannot see it" },
      more: ["audit_entry"],
    },
  };
}
