import { z } from "zod";
import { createMember } from "@/lib/accounts";
import { ROLES } from "@/lib/core/actor";
import { OPERATOR, transact } from "@/lib/transact";
import { command, say } from "./command";
import { readPassword } from "./read-password";
import { CountryOption, choice, EmailOption, NameOption } from "./user-options";

export const userCreate = command({
  name: "user:create",
  about: "Creates a verified member who can sign in immediately. The password is read from standard input.",
  options: {
    email: { value: "ADDRESS", about: "the mail address" },
    name: { value: "NAME", about: "the full name" },
    role: { value: "ROLE", about: `${ROLES.join(", ")}; member when left out` },
    country: { value: "ISO", about: "two letters; required for a focal point" },
    "password-stdin": { about: "reads the password, 15 to 128 characters, from standard input" },
  },
  input: z
    .object({
      email: EmailOption,
      name: NameOption,
      role: choice(ROLES).default("member"),
      country: CountryOption.optional(),
      passwordStdin: z.literal(true),
    })
    .refine(
      ({ role, country }) => role !== "focal-point" || country !== undefined,
      "--country is needed for a focal point",
    ),
  database: true,
  async run({ email, name, role, country = null }) {
    const password = await readPassword();
    const input = { email, fullName: name, role, country, password };
    const made = await transact(OPERATOR, (ctx) => createMember(ctx, input), { evenReadOnly: true });
    say(`${made.handle} is a member${role === "member" ? "" : ` and ${role}`}`);
  },
});
