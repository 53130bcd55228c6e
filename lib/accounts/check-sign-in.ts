import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { countGuess, resetGuesses } from "./back-off";
import { type Browser, deviceHashOf } from "./browser";
import { emailKeyOf, type SignIn } from "./model";
import { hashPassword, verifyPassword } from "./password";

/** Result of checking a sign-in, before its transaction. */
export interface CheckedSignIn {
  memberId: string | null;
  isRight: boolean;
  /** The hash that the password was compared with. */
  passwordHash: string | null;
  /** New hash of the password, if the stored one was made with older settings. */
  newHash: string | null;
  browser: Browser;
}

/**
 * Counts and checks a password, with the same work and result for an address without an account. Hashing
 * happens outside any transaction. Throws `rate_limited` after too many guesses.
 */
export async function checkSignIn(input: SignIn, browser: Browser): Promise<CheckedSignIn> {
  const account = emailKeyOf(input.email) ?? input.email.toLowerCase();
  const found = await findForSignIn(account, browser.deviceToken);
  const guess = { account, network: browser.network, knownDevice: found.knownDevice };
  await countGuess(guess);
  const { isRight, isOld } = await verifyPassword(found.passwordHash, input.password);
  if (isRight) await resetGuesses(guess);
  const newHash = isOld ? await hashPassword(input.password) : null;
  return { memberId: found.memberId, isRight, passwordHash: found.passwordHash, newHash, browser };
}

interface Found {
  memberId: string | null;
  passwordHash: string | null;
  knownDevice: string | null;
}

async function findForSignIn(emailKey: string, deviceToken: string | null): Promise<Found> {
  const { rows } = await db().execute<{ id: string; password_hash: string | null; devices: string[] | null }>(
    sql`select m.id, m.password_hash,
          (select array_agg(d.hash) from known_device d where d.member_id = m.id) as devices
        from member m where m.email_key = ${emailKey}`,
  );
  const row = rows[0];
  const hash = row && deviceToken ? deviceHashOf(row.id, deviceToken) : null;
  return {
    memberId: row?.id ?? null,
    passwordHash: row?.password_hash ?? null,
    knownDevice: hash !== null && row?.devices?.includes(hash) ? hash : null,
  };
}
