import { expect, it } from "vitest";
import { db } from "@/db/client";
import { invitation } from "@/db/schema/invitations";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import * as invitations from "./route";

useDatabase();

const ask = asker([[/^\/admin\/invitations$/, invitations]]);

it.each(["/admin/invitations", "/admin/invitations?as=focal-point", "/admin/invitations?as=no-such-role"])(
  "%s invites with the role that the form was sent with",
  async (at) => {
    const as = await makeActor("administrator");
    const form = {
      form: "invite",
      email: "a@example.org",
      role: "administrator",
      language: "en",
      reason: "Deputy",
    };
    expect((await ask(at, { as, form })).to).toBe("/admin/invitations?done=made");
    expect(await db().select({ role: invitation.role }).from(invitation)).toEqual([
      { role: "administrator" },
    ]);
  },
);

it("starts with the role of the address", async () => {
  const as = await makeActor("administrator");
  const { body } = await ask("/admin/invitations?as=focal-point", { as });
  expect(body).toContain('<option value="focal-point" selected="">');
});
