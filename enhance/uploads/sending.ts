import type { DetailedError, Upload } from "tus-js-client";

/** Bytes in one request; the server stores as much at a time, so little is sent twice. */
const PIECE = 8 * 1024 * 1024;
/** Pauses between attempts, in milliseconds; reset whenever something was sent. */
const PAUSES = [0, 1_000, 3_000, 5_000, 10_000, 20_000, ...Array<number>(15).fill(30_000)];

/** Why a file was refused or its upload failed; names a message of the page. */
export type Failure = Recorded | "signedOut" | "busy" | "gone" | "failed";

/** A refusal that the site has recorded: it is in the list from then on. */
export type Recorded = "empty" | "quota" | "too_large" | "type";

export interface Hearing {
  onProgress(sent: number): void;
  onBroken(): void;
  onDone(id: string): void;
  onFailure(why: Failure): void;
}

/** Loads the upload library once; a later call retries if loading failed. */
export const loadSender = () => import("tus-js-client");

/** Uploads one file by the tus protocol: resumes after a lost connection and after leaving the page. */
export class Sending {
  private upload: Upload | null = null;
  private isCancelled = false;

  constructor(
    private readonly file: File,
    private readonly to: { endpoint: string; page: string },
    private readonly hearing: Hearing,
  ) {}

  /** The upload's id, once the site has given it one. */
  get id(): string {
    return this.upload?.url?.split("/").at(-1) ?? "";
  }

  /** Starts the upload; resumes an earlier one of the file by this browser, if the site still has it. */
  async start(): Promise<void> {
    const sender = await this.load();
    if (!sender || this.isCancelled) return;
    const { hearing, to } = this;
    const upload = new sender.Upload(this.file, {
      endpoint: to.endpoint,
      metadata: { filename: this.file.name, ...(to.page ? { to: to.page } : {}) },
      // An upload for one page never goes on as that for another.
      fingerprint: async () => fingerprintOf(this.file, to.page),
      chunkSize: PIECE,
      retryDelays: PAUSES,
      removeFingerprintOnSuccess: true,
      onProgress: (sent) => hearing.onProgress(sent),
      onShouldRetry: (error) => {
        const mayRetry = isPassing(statusOf(error));
        if (mayRetry) hearing.onBroken();
        return mayRetry;
      },
      onSuccess: () => hearing.onDone(this.id),
      onError: (error) => hearing.onFailure(failureOf(error as DetailedError)),
    });
    this.upload = upload;
    const [before] = await upload.findPreviousUploads().catch(() => []);
    if (before) upload.resumeFromPreviousUpload(before);
    if (!this.isCancelled) upload.start();
  }

  /** Stops it and deletes what the site has received. */
  async cancel(): Promise<void> {
    this.isCancelled = true;
    await this.upload?.abort(true).catch(() => undefined);
  }

  /** Loads the upload library with the same retries as uploads; null if cancelled, or if it failed (reported here). */
  private async load(): Promise<Awaited<ReturnType<typeof loadSender>> | null> {
    for (const pause of PAUSES) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (this.isCancelled) return null;
      try {
        return await loadSender();
      } catch {
        this.hearing.onBroken();
      }
    }
    this.hearing.onFailure("failed");
    return null;
  }
}

/** No response, a response that asks to retry, or a part that another request has sent meanwhile. */
function isPassing(status: number): boolean {
  return status === 0 || status >= 500 || status === 409 || status === 423 || status === 429;
}

function statusOf(error: DetailedError): number {
  return error.originalResponse?.getStatus() ?? 0;
}

/** Identifies a file on its way to a page, so that an abandoned upload resumes. */
export function fingerprintOf({ name, type, size, lastModified }: File, page: string): string {
  return JSON.stringify(["octopus-upload", page, name, type, size, lastModified]);
}

function failureOf(error: DetailedError): Failure {
  const status = statusOf(error);
  if (status === 401) return "signedOut";
  if (status === 413) return "too_large";
  if (status === 415) return "type";
  if (status === 429) return "busy";
  if (status === 403 || status === 404 || status === 410) return "gone";
  if (status !== 400) return "failed";
  return /file_empty/.test(error.originalResponse?.getBody() ?? "") ? "empty" : "quota";
}
