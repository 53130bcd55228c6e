import { expect, it } from "vitest";
import { db } from "@/db/client";
import { invitation } from "@/db/schema/invitations";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import * as list from "./list/route";
import * as invitations from "./route";

useDatabase();

const ask = asker([
  [/^\/admin\/invitations$/, invitations],
  [/^\/admin\/invitations\/list$/, list],
]);

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

it("asks for the password before someone is invited to a role, from a list too, and says what it is for", async () => {
  const admin = await makeActor("administrator");
  const as = { ...admin, confirmedAt: new Date(Date.now() - 11 * 60_000) };
  const one = { email: "a@example.org", role: "focal-point", country: "ML", language: "en", reason: "Named" };
  const given = { list: "a@example.org;Mali", role: "focal-point", language: "en", reason: "Named" };
  for (const [at, form] of [
    ["/admin/invitations", { ...one, form: "invite" }],
    ["/admin/invitations/list", { ...given, form: "send" }],
  ] as const)
    expect((await ask(at, { as, form })).to).toMatch(/^\/me\/confirm\?next=/);
  await ask("/admin/invitations", { as: admin, form: { ...one, form: "invite" } });
  const [made] = await db().select({ id: invitation.id }).from(invitation);
  const resend = { form: "resend", invitationId: made?.id ?? "" };
  expect((await ask("/admin/invitations", { as, form: resend })).to).toMatch(/^\/me\/confirm\?next=/);
});

it("shows no address for a row of a list without one", async () => {
  const as = await makeActor("administrator");
  const form = { form: "check", list: "a@example.org\nnobody;Bob", role: "member", language: "en" };
  const { body } = await ask("/admin/invitations/list", { as, form });
  expect(body).toContain("No valid address");
  expect(body).not.toContain("Address deleted");
});
