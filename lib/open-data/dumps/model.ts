import { z } from "zod";
import { Moment } from "@/lib/open-data/model";
import { RESOURCES } from "@/lib/vocabulary/open-lists";

export const DumpFile = z.strictObject({
  name: z.string(),
  resource: z.enum(RESOURCES),
  lines: z.int(),
  bytes: z.int(),
  sha256: z.string(),
  href: z.string(),
});
export const DumpsAnswer = z.strictObject({
  dumps: z.array(
    z.strictObject({
      id: z.uuid(),
      madeAt: Moment,
      files: z.array(DumpFile),
      sums: z
        .string()
        .meta({ description: "The signed text: one line for each file, with its SHA-256 and its name." }),
      signature: z.string().meta({ description: "Ed25519 over the bytes of `sums`, in base64." }),
      publicKey: z.string().meta({ description: "The signing key, as PEM." }),
    }),
  ),
});
export const DumpKeyAnswer = z.strictObject({ algorithm: z.literal("Ed25519"), publicKey: z.string() });
/** Files with which a shell can verify a dump: checksums, their signature, and the key. */
export const PROOF_FILES = ["SHA256SUMS", "SHA256SUMS.sig", "public-key.pem"] as const;
export type ProofFile = (typeof PROOF_FILES)[number];

export const OneDump = z.strictObject({
  id: z
    .union([z.uuid(), z.literal("latest")])
    .meta({ description: "The id of a dump, or `latest` for the newest.", examples: ["latest"] }),
  file: z.enum([...RESOURCES.map((name) => `${name}.jsonl.gz` as const), ...PROOF_FILES]),
});
