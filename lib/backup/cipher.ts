import { Readable } from "node:stream";
import { Decrypter, Encrypter } from "age-encryption";
import { broken, wrongPassphrase } from "./problem";

/*
 * An encrypted backup is an age file (age-encryption.org/v1), which the tool `age` opens as well (decision 34). A piece
 * that was changed, moved, left out or cut off is noticed.
 */
export const AGE_MAGIC = Buffer.from("age-encryption.org/v1\n", "latin1");

/** 128 MiB, and 0.6 s on two cores: OWASP's first choice for scrypt with one lane. */
const SCRYPT_LOG_N = 17;

/** Encrypt a stream with a passphrase; a stage for `pipeline`. Memory is constant. */
export function encrypt(passphrase: string) {
  return async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array> {
    const encrypter = new Encrypter();
    encrypter.setScryptWorkFactor(SCRYPT_LOG_N);
    encrypter.setPassphrase(passphrase.normalize("NFC"));
    yield* await encrypter.encrypt(toWeb(source));
  };
}

/** Decrypt what `encrypt` wrote; a stage for `pipeline`. Throws `BackupProblem` for a wrong passphrase and for damage. */
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
  // Two descriptions of one class: Node's own, and that of browsers, which the library names.
  return Readable.toWeb(Readable.from(source, { objectMode: false })) as unknown as ReadableStream;
}
