import { z } from "zod";
import { atLeast, visibleLine } from "@/lib/text/visible";

/** Maximum of passkeys per member. */
export const MAX_PASSKEYS = 20;

/** Seconds in which a browser must answer a challenge. */
export const CHALLENGE_SECONDS = 600;

/** Purposes of a challenge; one made for another purpose is refused. */
export const CEREMONIES = ["add", "sign-in", "code", "confirm"] as const;
export type Ceremony = (typeof CEREMONIES)[number];

const Base64Url = z
  .string()
  .max(16_000)
  .regex(/^[A-Za-z0-9_-]*$/);
const Credential = z.object({
  id: Base64Url.min(1).max(1_400),
  rawId: Base64Url.min(1).max(1_400),
  type: z.literal("public-key"),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
});

const Assertion = Credential.extend({
  response: z.object({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: Base64Url.optional(),
  }),
});
export type Assertion = z.infer<typeof Assertion>;

const Attestation = Credential.extend({
  response: z.object({
    clientDataJSON: Base64Url,
    attestationObject: Base64Url,
    transports: z.array(z.string().max(20)).max(8).default([]),
  }),
});
export type Attestation = z.infer<typeof Attestation>;

/** Validates the browser's passkey response, which is JSON in a form field. */
const answerOf = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .min(1, "passkey_script")
    .max(40_000, "passkey_refused")
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: "passkey_refused" });
        return z.NEVER;
      }
    })
    .pipe(schema);

/** Response to a challenge by a known passkey. */
export const PasskeyAnswer = answerOf(Assertion);

/** The owner's name for a passkey. */
const Name = atLeast(1, visibleLine(60));

export const AddPasskey = z.object({ name: Name, signedCode: answerOf(Attestation) });
export type AddPasskey = z.infer<typeof AddPasskey>;

export const OfPasskey = z.object({ passkeyId: z.uuid() });
export type OfPasskey = z.infer<typeof OfPasskey>;

export const RenamePasskey = OfPasskey.extend({ name: Name });
export type RenamePasskey = z.infer<typeof RenamePasskey>;
