import { ImapFlow } from "imapflow";
import { type By, SYSTEM, transact } from "@/lib/core/transact";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { type Reception, receiveMail } from "../commands/receive";
import { MOST_BYTES, MOST_OF_CUT } from "../limits";

/** Mails taken in one run; the next minute takes more. */
const BATCH = 100;

/** Headers that name the address a mail was delivered to, with those of its author for servers that add none. */
const RECIPIENTS = ["delivered-to", "x-original-to", "envelope-to", "to", "cc"];

/**
 * Stores the unread mails of the mailbox `IMAP_URL` that were sent to reply addresses, counts those that report bounces,
 * and deletes both there; others are marked as read and stay. Does nothing without `IMAP_URL`. Safe to run twice. Returns
 * how many were stored.
 */
export async function collectMailbox(by: By = SYSTEM): Promise<number> {
  let stored = 0;
  await inMailbox(async (client, unread) => {
    for (const uid of unread.slice(0, BATCH)) if ((await takeOne(client, by, uid)) === "stored") stored += 1;
  });
  return stored;
}

/** Counts the unread mails of the mailbox; 0 without `IMAP_URL`. Throws if it cannot be opened. */
export async function countUnread(): Promise<number> {
  let count = 0;
  await inMailbox(async (_, unread) => {
    count = unread.length;
  });
  return count;
}

/** Opens the mailbox, if there is one, and closes it again. */
async function inMailbox(
  work: (client: ImapFlow, unread: readonly number[]) => Promise<void>,
): Promise<void> {
  const { IMAP_URL } = env();
  if (!IMAP_URL) return;
  const { client, mailbox } = clientOf(IMAP_URL);
  await client.connect();
  try {
    const lock = await client.getMailboxLock(mailbox);
    try {
      const found = await client.search({ seen: false }, { uid: true });
      await work(client, Array.isArray(found) ? found : []);
    } finally {
      lock.release();
    }
  } finally {
    await client.logout();
  }
}

/** Parses `imap(s)://USER:PASSWORD@HOST:PORT/MAILBOX`; the mailbox is `INBOX` if none is named. */
function clientOf(address: string): { client: ImapFlow; mailbox: string } {
  const url = new URL(address);
  const isSecure = url.protocol === "imaps:";
  const client = new ImapFlow({
    host: url.hostname,
    port: Number(url.port || (isSecure ? 993 : 143)),
    secure: isSecure,
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    logger: false,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
  });
  // Without a listener a lost connection would end the process; the command that waits for it throws as well.
  client.on("error", (error) => log().warn({ event: "mailbox.lost", reason: String(error) }));
  return { client, mailbox: decodeURIComponent(url.pathname.slice(1)) || "INBOX" };
}

async function takeOne(client: ImapFlow, by: By, uid: number): Promise<Reception | null> {
  const at = String(uid);
  const head = await client.fetchOne(at, { size: true, headers: RECIPIENTS }, { uid: true });
  if (!head) return null;
  // Of a mail that is too large, enough is read to tell its author.
  const isCut = (head.size ?? 0) > MOST_BYTES;
  const part = isCut ? { start: 0, maxLength: MOST_OF_CUT } : true;
  const mail = await client.fetchOne(at, { source: part }, { uid: true });
  const recipients = addressesIn(head.headers?.toString("latin1") ?? "");
  const { source } = mail || {};
  const reception = source
    ? await transact(by, (ctx) => receiveMail(ctx, { recipients, raw: source, isCut }))
    : null;
  if (reception !== null && reception !== "unknown") await client.messageDelete(at, { uid: true });
  else await client.messageFlagsAdd(at, ["\\Seen"], { uid: true });
  return reception;
}

/** Lists what looks like a mail address in header lines. */
const addressesIn = (headers: string): string[] => headers.match(/[^\s<>,;:"]+@[^\s<>,;:"]+/g) ?? [];
