import { z } from "zod";
import { sealAudit, verifyAudit } from "@/lib/operation";
import { command, say } from "./command";

const WORDS = {
  changed: "changed since it was sealed",
  "entry-gone": "sealed, but the entry is missing",
  "link-gone": "no link of this number",
  unsealed: "an old entry that is not in the chain",
  unsigned: "the end of the chain, not signed by this site with its current secret",
  "other-head": "not in the chain",
} as const;

export const auditVerify = command({
  name: "audit:verify",
  about:
    "Checks the audit log against its hash chain, from the first entry to the last, and the signature of its end. Exit code 1 if there is a mismatch.",
  options: {
    head: { value: "NUMBER:HASH", about: "also checks that a head stored elsewhere is in the chain" },
  },
  input: z.object({
    head: z
      .string()
      .regex(/^[1-9]\d{0,14}:[0-9a-f]{64}$/, "a number and a hash, as NUMBER:HASH")
      .optional(),
  }),
  database: true,
  async run({ head }) {
    await sealAudit();
    const [seq = "", hash = ""] = head?.split(":") ?? [];
    const check = await verifyAudit(head ? { seq: Number(seq), hash } : null);
    say(
      `${check.entries} entries; the head is ${check.head ? `${check.head.seq}:${check.head.hash}` : "none"}`,
    );
    for (const { kind, at } of check.faults) say(`  ${at}: ${WORDS[kind]}`);
    if (check.count > check.faults.length) say(`  and ${check.count - check.faults.length} more`);
    say(check.count === 0 ? "log and chain fit" : `${check.count} do not fit`);
    return check.count === 0 ? 0 : 1;
  },
});
