import { z } from "zod";
import { makeSetupLink } from "@/lib/accounts";
import { OPERATOR, transact } from "@/lib/transact";
import { command, say } from "./command";

export const setupLink = command({
  name: "setup-link",
  about:
    "Prints a one-time link with which the first administrator sets a password, and invalidates earlier ones. Prints nothing once the password is set.",
  input: z.object({}),
  database: true,
  async run() {
    const link = await transact(OPERATOR, (ctx) => makeSetupLink(ctx), { evenReadOnly: true });
    if (link) say(link);
  },
});
