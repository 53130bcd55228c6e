import { PassThrough, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { DomainError } from "@/lib/core/errors";
import type { S3Address } from "./s3-address";
import { MissingObject, requireKey, type Source, type Store, type StoredObject } from "./store";

const MB = 1024 * 1024;
/**
 * Objects above this are uploaded in parts: S3 accepts 5 GB at once, and a lost connection then costs one
 * part only.
 */
const WHOLE = 64 * MB;
const MOST_PARTS = 10_000;
const TRIES = 3;
/** Milliseconds a store may take to notice that a request was aborted. */
const BROKEN_OFF = 250;

/** Stores objects in a bucket of any S3-compatible store. */
export class S3Store implements Store {
  readonly name: string;
  private readonly client: S3Client;
  private readonly bucket: string;

  constructor(
    address: S3Address,
    /** Bytes of a part; tests use smaller ones. */
    private readonly partSize: number = WHOLE,
  ) {
    const { endpoint, region, bucket, accessKeyId, secretAccessKey } = address;
    this.name = `${bucket} at ${new URL(endpoint).host}`;
    this.bucket = bucket;
    this.client = new S3Client({
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
      forcePathStyle: true,
      maxAttempts: TRIES,
      // Stores other than Amazon's reject the checksums that newer clients add by default.
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
      requestHandler: { connectionTimeout: 5_000, socketTimeout: 60_000 },
    });
  }

  async put(key: string, source: Source): Promise<void> {
    requireKey(key);
    if (source.size > this.partSize) return this.putInParts(key, source);
    const at = { Bucket: this.bucket, Key: key, ContentLength: source.size };
    try {
      await this.sendBytes(source, 0, source.size - 1, (Body, options) =>
        this.client.send(new PutObjectCommand({ ...at, Body }), options),
      );
    } catch (error) {
      await this.removeBroken(key).catch(() => undefined);
      throw error;
    }
  }

  /**
   * Simple stores keep the received bytes of an aborted request, and some notice the abort only after the
   * object was deleted, so it is deleted again.
   */
  private async removeBroken(key: string): Promise<void> {
    await this.remove(key);
    await wait(BROKEN_OFF);
    if ((await this.size(key)) !== null) await this.remove(key);
  }

  private async putInParts(key: string, source: Source): Promise<void> {
    const at = { Bucket: this.bucket, Key: key };
    const { UploadId } = await this.send(() => this.client.send(new CreateMultipartUploadCommand(at)));
    try {
      const size = Math.max(this.partSize, Math.ceil(source.size / MOST_PARTS));
      const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
      for (let from = 0; from < source.size; from += size) {
        const PartNumber = Parts.length + 1;
        const to = Math.min(from + size, source.size) - 1;
        const part = { ...at, UploadId, PartNumber, ContentLength: to - from + 1 };
        const { ETag } = await this.sendBytes(source, from, to, (Body, options) =>
          this.client.send(new UploadPartCommand({ ...part, Body }), options),
        );
        Parts.push({ PartNumber, ETag });
      }
      await this.send(() =>
        this.client.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } })),
      );
    } catch (error) {
      await this.client.send(new AbortMultipartUploadCommand({ ...at, UploadId })).catch(() => undefined);
      throw error;
    }
  }

  async get(key: string, from?: number, to?: number): Promise<Readable> {
    const Range = from === undefined && to === undefined ? undefined : `bytes=${from ?? 0}-${to ?? ""}`;
    const { Body } = await this.send(
      () => this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: requireKey(key), Range })),
      key,
    );
    return Body as Readable;
  }

  async size(key: string): Promise<number | null> {
    try {
      const { ContentLength } = await this.send(
        () => this.client.send(new HeadObjectCommand({ Bucket: this.bucket, Key: requireKey(key) })),
        key,
      );
      return ContentLength ?? 0;
    } catch (error) {
      if (error instanceof MissingObject) return null;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await this.send(() =>
      this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: requireKey(key) })),
    );
  }

  async *list(prefix = ""): AsyncGenerator<StoredObject> {
    let ContinuationToken: string | undefined;
    do {
      const at = { Bucket: this.bucket, Prefix: prefix, ContinuationToken };
      const page = await this.send(() => this.client.send(new ListObjectsV2Command(at)));
      for (const { Key, Size, LastModified } of page.Contents ?? []) {
        if (Key) yield { key: Key, size: Size ?? 0, changedAt: LastModified ?? new Date(0) };
      }
      ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (ContinuationToken);
  }

  async removeHalves(before: Date): Promise<number> {
    let removed = 0;
    // Some stores do not list unfinished uploads; they clean up by rules of their own.
    const page = await this.client
      .send(new ListMultipartUploadsCommand({ Bucket: this.bucket }))
      .catch(() => null);
    for (const { Key, UploadId, Initiated } of page?.Uploads ?? []) {
      if (!Initiated || Initiated >= before) continue;
      await this.send(() =>
        this.client.send(new AbortMultipartUploadCommand({ Bucket: this.bucket, Key, UploadId })),
      );
      removed += 1;
    }
    return removed;
  }

  /**
   * Sends bytes of a source. A started stream cannot be sent again, so each try opens a new one. If the
   * source fails, the request is aborted and the source's error thrown.
   */
  private async sendBytes<T>(
    source: Source,
    from: number,
    to: number,
    ask: (body: Readable, options: { abortSignal: AbortSignal }) => Promise<T>,
  ): Promise<T> {
    for (let tried = 1; ; tried += 1) {
      const abort = new AbortController();
      const body = new PassThrough();
      let broken: unknown;
      const feeding = pipeline(await source.open(from, to), exactly(to - from + 1), body).catch((error) => {
        // Otherwise the store closed the connection, and the request reports why.
        if (!abort.signal.aborted) broken = error;
        abort.abort();
      });
      try {
        return await this.send(() => ask(body, { abortSignal: abort.signal }));
      } catch (error) {
        if (broken !== undefined) throw broken;
        if (tried === TRIES) throw error;
      } finally {
        abort.abort();
        body.destroy();
        await feeding;
      }
    }
  }

  private async send<T>(ask: () => Promise<T>, key = ""): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw problemOf(error, key);
    }
  }
}

interface S3Problem {
  name?: string;
  code?: string;
  $metadata?: { httpStatusCode?: number };
}

/**
 * Converts an error: `MissingObject` if the object does not exist, unchanged if the request is wrong (repeating it
 * does not help), else `unavailable`.
 */
function problemOf(error: unknown, key: string): unknown {
  const { name = "", $metadata } = (error ?? {}) as S3Problem;
  const status = $metadata?.httpStatusCode ?? 0;
  if (name === "NoSuchKey" || name === "NotFound") return new MissingObject(key);
  if (status === 400 || status === 416) return error;
  return Object.assign(new DomainError("unavailable", "storage", { retryAfter: 30 }), { cause: error });
}

/** Passes bytes through and throws if their number differs from `size`. */
function exactly(size: number) {
  return async function* (source: AsyncIterable<Buffer>) {
    let seen = 0;
    for await (const chunk of source) {
      seen += chunk.length;
      if (seen > size) break;
      yield chunk;
    }
    if (seen !== size) throw new Error("a source was not as long as it said");
  };
}
