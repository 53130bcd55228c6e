import { z } from "zod";
import { suspendAsOperator } from "@/lib/members";
import { OPERATOR, transact } from "@/lib/transact";
import { command, say } from "./command";
import { EmailOption, ReasonOption } from "./user-options";

export const userSuspend = command({
  name: "user:suspend",
  about:
    "Suspends a member and ends all their sessions immediately. The email to the member gives the reason. Administrators can lift the suspension.",
  options: {
    email: { value: "ADDRESS", about: "the member's mail address" },
    reason: { value: "TEXT", about: "3 to 500 characters" },
  },
  input: z.object({
    email: EmailOption,
    reason: ReasonOption,
  }),
  database: true,
  async run(input) {
    await transact(OPERATOR, (ctx) => suspendAsOperator(ctx, input), { evenReadOnly: true });
    say("suspended");
  },
});
