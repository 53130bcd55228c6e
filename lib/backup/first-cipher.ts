import { createDecipheriv, createHmac, scrypt, timingSafeEqual } from "node:crypto";
import { broken, wrongPassphrase } from "./problem";

/*
 * Encrypted backups of versions before 2026-12; read but no longer written (decision 34). A header, then
 * chunks of 64 KiB, each encrypted by AES-256-GCM.
 * header MAGIC · log2 N · r · p · salt (16) · mark (16)
 * chunk ciphertext · tag (16); the nonce is its number (11 bytes, big endian) and 1 for the last, else 0
 * The key is derived from the passphrase by scrypt. An altered, moved, missing or truncated chunk fails its
 * tag. The mark, an HMAC of the header, distinguishes a wrong passphrase from later damage.
 */
export const FIRST_MAGIC = Buffer.from("octopus-backup/1 scrypt aes-256-gcm\n", "latin1");
const PIECE = 64 * 1024;
const TAG = 16;
const SALT = 16;
const HEAD = FIRST_MAGIC.length + 3 + SALT + TAG;

interface Keys {
  seal: Buffer;
  mark: Buffer;
}

function drawKeys(
  passphrase: string,
  salt: Buffer,
  cost: { logN: number; r: number; p: number },
): Promise<Keys> {
  const N = 2 ** cost.logN;
  const options = { N, r: cost.r, p: cost.p, maxmem: 160 * N * cost.r };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize("NFC"), salt, 64, options, (error, key) => {
      if (error) reject(error);
      else resolve({ seal: key.subarray(0, 32), mark: key.subarray(32) });
    });
  });
}

function markOf(keys: Keys, head: Buffer): Buffer {
  return createHmac("sha256", keys.mark).update(head).digest().subarray(0, TAG);
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** Splits a stream into chunks of `size` bytes; the last one, marked, has the rest, at least one byte. */
async function* inPieces(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<[Buffer, boolean]> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    waiting.push(chunk);
    length += chunk.length;
    // With one byte more than a chunk, this chunk is not the last.
    if (length <= size) continue;
    let all = Buffer.concat(waiting);
    for (; all.length > size; all = all.subarray(size)) yield [all.subarray(0, size), false];
    waiting = [all];
    length = all.length;
  }
  yield [Buffer.concat(waiting), true];
}

/**
 * Decrypts an archive of the first format; a stage for `pipeline`. Throws `BackupProblem` for a wrong
 * passphrase and for damage.
 */
export function decryptFirst(passphrase: string) {
  return async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const { head, rest } = await takeHead(source);
    const keys = await openHead(head, passphrase);
    let number = 0;
    for await (const [piece, isLast] of inPieces(rest, PIECE + TAG)) {
      yield openPiece(piece, keys.seal, nonceOf(number, isLast));
      number += 1;
    }
  };
}

async function takeHead(
  source: AsyncIterable<Buffer>,
): Promise<{ head: Buffer; rest: AsyncIterable<Buffer> }> {
  const iterator = source[Symbol.asyncIterator]();
  let taken = Buffer.alloc(0);
  while (taken.length < HEAD) {
    const next = await iterator.next();
    if (next.done) throw broken("it ends within its head");
    taken = Buffer.concat([taken, next.value]);
  }
  async function* rest() {
    yield taken.subarray(HEAD);
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { head: taken.subarray(0, HEAD), rest: rest() };
}

async function openHead(head: Buffer, passphrase: string): Promise<Keys> {
  const [logN = 0, r = 0, p = 0] = head.subarray(FIRST_MAGIC.length);
  // A header that needs more memory than ours ever did is not ours.
  if (logN < 10 || logN > 20 || r < 1 || r > 16 || p < 1 || p > 16) throw broken("its head is not readable");
  const signed = head.subarray(0, HEAD - TAG);
  const keys = await drawKeys(passphrase, signed.subarray(FIRST_MAGIC.length + 3), { logN, r, p });
  if (timingSafeEqual(markOf(keys, signed), head.subarray(HEAD - TAG))) return keys;
  throw wrongPassphrase();
}

function openPiece(piece: Buffer, key: Buffer, nonce: Buffer): Buffer {
  if (piece.length < TAG) throw broken("it is cut off");
  const decipher = createDecipheriv("aes-256-gcm", key, nonce);
  decipher.setAuthTag(piece.subarray(piece.length - TAG));
  const opened = decipher.update(piece.subarray(0, piece.length - TAG));
  try {
    decipher.final();
  } catch {
    throw broken("a piece of it was changed, moved or cut off");
  }
  return opened;
}
