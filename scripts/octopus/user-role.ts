import { z } from "zod";
import { ROLES } from "@/lib/core/actor";
import { changeRoleAsOperator } from "@/lib/members";
import { OPERATOR, transact } from "@/lib/transact";
import { command, say } from "./command";
import { CountryOption, choice, EmailOption, ReasonOption } from "./user-options";

const Role = choice(ROLES).optional();

export const userRole = command({
  name: "user:role",
  about:
    "Gives a member a role or removes it; a member can have several. It applies from the member's next request.",
  options: {
    email: { value: "ADDRESS", about: "the member's mail address" },
    add: { value: "ROLE", about: `${ROLES.join(", ")}; every member is one already` },
    remove: { value: "ROLE", about: "the same but member" },
    country: { value: "ISO", about: "two letters; for a focal point" },
    reason: { value: "TEXT", about: "why; kept in the log" },
  },
  input: z
    .object({
      email: EmailOption,
      add: Role,
      remove: Role,
      country: CountryOption.optional(),
      reason: ReasonOption.optional(),
    })
    .refine(
      ({ add, remove }) => (add === undefined) !== (remove === undefined),
      "one of --add or --remove is required",
    )
    .refine(
      ({ remove }) => remove !== "member",
      "the role of member cannot be removed: use user:suspend instead",
    )
    .refine(
      ({ add, remove, country }) => (add ?? remove) !== "focal-point" || country !== undefined,
      "--country is needed for a focal point",
    ),
  database: true,
  async run({ email, add, remove, country = null, reason }) {
    const role = add ?? remove ?? "member";
    const input = { email, role, country, isGiven: add !== undefined, reason };
    await transact(OPERATOR, (ctx) => changeRoleAsOperator(ctx, input), { evenReadOnly: true });
    if (role === "member") say("is already a member: nothing to do");
    else say(`${role} ${add ? "given" : "taken away"}`);
  },
});
