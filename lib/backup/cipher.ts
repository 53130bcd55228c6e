import { Readable } from "node:stream";
import { Decrypter, Encrypter } from "age-encryption";
import { broken, wrongPassphrase } from "./problem";

/*
 * Encrypted backups are age files (age-encryption.org/v1), which the tool `age` can open too (decision 34).
 * Altered, moved, missing or truncated chunks are detected.
 */
export const AGE_MAGIC = Buffer.from("age-encryption.org/v1\n", "latin1");

/** 128 MiB, and 0.6 s on two cores: OWASP's first recommendation for scrypt with one lane. */
const SCRYPT_LOG_N = 17;

/** Encrypts a stream with a passphrase; a stage for `pipeline`. Memory use is constant. */
export function encrypt(passphrase: string) {
  return async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array> {
    const encrypter = new Encrypter();
    encrypter.setScryptWorkFactor(SCRYPT_LOG_N);
    encrypter.setPassphrase(passphrase.normalize("NFC"));
    yield* await encrypter.encrypt(toWeb(source));
  };
}

/**
 * Decrypts what `encrypt` wrote; a stage for `pipeline`. Throws `BackupProblem` for a wrong passphrase and
 * for damage.
 */
export function decrypt(passphrase: string) {
  return async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array> {
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase.normalize("NFC"));
    try {
      yield* await decrypter.decrypt(toWeb(source));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw /no identity matched/.test(error.message)
        ? wrongPassphrase()
        : broken("it was changed, moved or cut off");
    }
  };
}

function toWeb(source: AsyncIterable<Buffer>): ReadableStream<Uint8Array> {
  // Node and the library (by the browser's types) describe the same class.
  return Readable.toWeb(Readable.from(source, { objectMode: false })) as unknown as ReadableStream;
}
