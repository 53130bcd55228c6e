import { db } from "@/db/client";
import { staffNote, warning } from "@/db/schema/conduct";
import { makeToken } from "@/lib/accounts";
import { addNote, warnMember } from "@/lib/conduct";
import { suspendMember } from "@/lib/members";
import { transact } from "@/lib/transact";
import { by, makeActor, makeMember } from "@/tests/support/members";
import type { AtForm, FormCase } from "./form-case";

type As = (at: string, fields?: Record<string, string>) => Promise<AtForm>;

const handle = "someone";
const SCREEN = "/moderation/members/someone";

/** The forms of warnings, notes of staff and appeals against suspensions. `at`: signs a member in that there is already. */
export function conductCases(
  as: { visitor: (at: string, fields: Record<string, string>) => AtForm | Promise<AtForm>; moderator: As },
  at: (memberId: string) => Promise<AtForm>,
): Record<string, FormCase> {
  return {
    "app/[locale]/moderation/members/[handle]/route.tsx warn": {
      async make() {
        await makeMember({ handle });
        return as.moderator(SCREEN, { warningReason: "Do not name suspects." });
      },
      again: { to: "?done=warned" },
    },
    "app/[locale]/moderation/members/[handle]/route.tsx note": {
      async make() {
        await makeMember({ handle });
        return as.moderator(SCREEN, { noteText: "Asked twice for evidence by mail." });
      },
      again: { to: "?done=noted" },
    },
    "app/[locale]/moderation/members/[handle]/route.tsx unnote": {
      async make() {
        await makeMember({ handle });
        const noteText = "Asked twice for evidence by mail.";
        await transact(by(await makeActor("moderator")), (ctx) => addNote(ctx, { handle, noteText }));
        const [row] = await db().select({ id: staffNote.id }).from(staffNote);
        return as.moderator(SCREEN, { noteId: row?.id ?? "" });
      },
      again: { to: "?done=unnoted" },
    },
    "app/[locale]/me/conduct/route.tsx confirm": {
      async make() {
        const { id } = await makeMember({ handle });
        const warned = { handle, warningReason: "Do not name suspects." };
        await transact(by(await makeActor("moderator")), (ctx) => warnMember(ctx, warned));
        const [row] = await db().select({ id: warning.id }).from(warning);
        return { ...(await at(id)), at: "/me/conduct", fields: { warningId: row?.id ?? "" } };
      },
      again: { to: "/me/conduct?done=confirmed" },
    },
    "app/[locale]/signin/suspended/route.tsx appeal": {
      async make() {
        const { id } = await makeMember({ handle });
        const suspended = { handle, suspensionDays: "1", suspensionReason: "Spam" } as const;
        await transact(by(await makeActor("moderator")), (ctx) => suspendMember(ctx, suspended));
        const token = await makeToken(db(), { kind: "suspension", memberId: id }, new Date());
        return as.visitor(`/signin/suspended?token=${token}`, { token, appealText: "It was a law." });
      },
      again: { status: 409, says: "You can appeal no longer" },
    },
  };
}
