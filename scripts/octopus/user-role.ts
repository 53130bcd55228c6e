import { z } from "zod";
import { changeRoleAsOperator } from "@/lib/members";
import { REVOCABLE_ROLES } from "@/lib/members/model";
import { OPERATOR, transact } from "@/lib/transact";
import { command, say } from "./command";
import { CountryOption, choice, EmailOption } from "./user-options";

const Role = choice(REVOCABLE_ROLES).optional();

export const userRole = command({
  name: "user:role",
  about: "Gives a member a role or takes it away; roles add up. It holds from the member's next request.",
  options: {
    email: { value: "ADDRESS", about: "the member's mail address" },
    add: { value: "ROLE", about: REVOCABLE_ROLES.join(", ") },
    remove: { value: "ROLE", about: "the same" },
    country: { value: "ISO", about: "two letters; of a focal point" },
  },
  input: z
    .object({ email: EmailOption, add: Role, remove: Role, country: CountryOption.optional() })
    .refine(
      ({ add, remove }) => (add === undefined) !== (remove === undefined),
      "one of --add or --remove is needed",
    )
    .refine(
      ({ add, remove, country }) => (add ?? remove) !== "focal-point" || country !== undefined,
      "--country is needed for a focal point",
    ),
  database: true,
  async run({ email, add, remove, country = null }) {
    const role = add ?? remove ?? "trusted";
    const input = { email, role, country, isGiven: add !== undefined };
    await transact(OPERATOR, (ctx) => changeRoleAsOperator(ctx, input), { evenReadOnly: true });
    say(`${role} ${add ? "given" : "taken away"}`);
  },
});
