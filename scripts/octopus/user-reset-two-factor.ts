import { z } from "zod";
import { removeTwoFactorAsOperator } from "@/lib/accounts/two-factor";
import { OPERATOR, transact } from "@/lib/transact";
import { command, say } from "./command";
import { EmailOption } from "./user-options";

export const userResetTwoFactor = command({
  name: "user:reset-two-factor",
  about:
    "Removes the lost authenticator of a member, for a site with fewer than three administrators. All sessions end, and the member is notified by email and sets up another. First check the identity of the person who asks.",
  options: { email: { value: "ADDRESS", about: "the member's mail address" } },
  input: z.object({ email: EmailOption }),
  database: true,
  async run(input) {
    await transact(OPERATOR, (ctx) => removeTwoFactorAsOperator(ctx, input), { evenReadOnly: true });
    say("authenticator and recovery codes removed; the member sets up new ones after signing in");
  },
});
