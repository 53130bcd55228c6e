import { seal, unseal } from "@/lib/sealing";

/** Encrypts an authenticator's secret for storage, bound to its member. */
export const sealSecret = (secret: string, memberId: string): Buffer =>
  seal("two-factor secret", secret, memberId);

/** Decrypts the secret; null if it cannot be read: the member must set it up again or request a reset. */
export const openSecret = (sealed: Buffer, memberId: string): string | null =>
  unseal("two-factor secret", sealed, memberId);
