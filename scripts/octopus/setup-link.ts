import { z } from "zod";
import { makeSetupLink } from "@/lib/accounts";
import { OPERATOR, transact } from "@/lib/transact";
import { command, say } from "./command";

export const setupLink = command({
  name: "setup-link",
  about:
    "Prints the one-time link by which the first administrator sets a password; an earlier one is void. Nothing once that is done.",
  input: z.object({}),
  database: true,
  async run() {
    const link = await transact(OPERATOR, (ctx) => makeSetupLink(ctx), { evenReadOnly: true });
    if (link) say(link);
  },
});
