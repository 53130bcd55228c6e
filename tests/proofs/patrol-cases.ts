import { makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { prose, save } from "@/tests/support/sections";
import type { AtForm, FormCase } from "./form-case";

type As = (at: string, fields?: Record<string, string>) => Promise<AtForm>;

/** The forms of the patrol of new changes. */
export function patrolCases(asModerator: As): Record<string, FormCase> {
  async function atChange(fields: Record<string, string> = {}): Promise<AtForm> {
    await makeProfile({ slug: "senegal", iso2: "SN" });
    const author = await makeActor("trusted");
    await save(author, { content: prose({ aaaaaa: "One." }) });
    const { revisionId } = await save(author, { base: 1, content: prose({ aaaaaa: "Two." }) });
    return asModerator(`/moderation/patrol?at=${revisionId}`, { slug: "senegal", number: "2", ...fields });
  }
  return {
    "app/[locale]/moderation/patrol/route.tsx fine": {
      make: () => atChange(),
      again: { to: "done=fine" },
    },
    "app/[locale]/moderation/patrol/route.tsx undo": {
      make: () => atChange({ summary: "Undone in patrol" }),
      again: { to: "done=undone" },
    },
  };
}
