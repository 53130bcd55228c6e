import { type DetailedError, Upload } from "tus-js-client";

/** What is sent in one request; the other side keeps as much at a time, so little is sent twice. */
const PIECE = 8 * 1024 * 1024;
/** Pauses between tries, in milliseconds; they begin anew whenever something went through. */
const PAUSES = [0, 1_000, 3_000, 5_000, 10_000, 20_000, ...Array<number>(15).fill(30_000)];

/** Why a file was not taken, as the page's words name it. */
export type Failure = "empty" | "quota" | "too_large" | "type" | "signedOut" | "busy" | "failed";

export interface Hearing {
  onProgress(sent: number): void;
  onBroken(): void;
  onDone(id: string): void;
  onFailure(why: Failure): void;
}

/** One file on its way by the tus protocol: it goes on after a broken line, and after the page was left. */
export class Sending {
  private readonly upload: Upload;

  constructor(file: File, endpoint: string, hearing: Hearing) {
    this.upload = new Upload(file, {
      endpoint,
      metadata: { filename: file.name },
      chunkSize: PIECE,
      retryDelays: PAUSES,
      removeFingerprintOnSuccess: true,
      onProgress: (sent) => hearing.onProgress(sent),
      onShouldRetry: (error) => {
        const mayRetry = isPassing(statusOf(error));
        if (mayRetry) hearing.onBroken();
        return mayRetry;
      },
      onSuccess: () => hearing.onDone(this.upload.url?.split("/").at(-1) ?? ""),
      onError: (error) => hearing.onFailure(failureOf(error as DetailedError)),
    });
  }

  /** Goes on with what this browser has sent of the file before, if the site still has it. */
  async start(): Promise<void> {
    const [before] = await this.upload.findPreviousUploads().catch(() => []);
    if (before) this.upload.resumeFromPreviousUpload(before);
    this.upload.start();
  }

  /** Ends it, and has the site forget what it has. */
  async cancel(): Promise<void> {
    await this.upload.abort(true).catch(() => undefined);
  }
}

/** No answer at all, one that asks to come again, or a part that another request has brought meanwhile. */
function isPassing(status: number): boolean {
  return status === 0 || status >= 500 || status === 409 || status === 423 || status === 429;
}

function statusOf(error: DetailedError): number {
  return error.originalResponse?.getStatus() ?? 0;
}

function failureOf(error: DetailedError): Failure {
  const status = statusOf(error);
  if (status === 401) return "signedOut";
  if (status === 413) return "too_large";
  if (status === 415) return "type";
  if (status === 429) return "busy";
  if (status !== 400) return "failed";
  return /file_empty/.test(error.originalResponse?.getBody() ?? "") ? "empty" : "quota";
}
