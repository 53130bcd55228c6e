import { z } from "zod";
import { atLeast, visibleText } from "@/lib/text/visible";

/** An authenticator code or a recovery code; spaces are ignored. */
export const SecondFactorCode = z
  .string()
  .trim()
  .min(1, "required")
  .max(40, "too_long")
  .transform((typed) => typed.replace(/\s/g, ""));

export const ConfirmTwoFactor = z.object({ code: SecondFactorCode });
export type ConfirmTwoFactor = z.infer<typeof ConfirmTwoFactor>;

export const RequestFactorReset = z.object({
  reason: atLeast(10, visibleText(1000)),
});
export type RequestFactorReset = z.infer<typeof RequestFactorReset>;
