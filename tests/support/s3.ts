import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "s3rver";
import { freePort } from "@/scripts/lib/port.mjs";

/** Starts a real S3-compatible server on this machine with one empty bucket; `url` is a `STORAGE_URL`. */
export async function startS3(): Promise<{ url: string; stop: () => Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), "octopus-s3-"));
  const port = await freePort();
  const server = new S3rver({
    address: "127.0.0.1",
    port,
    directory,
    silent: true,
    vhostBuckets: false,
    configureBuckets: [{ name: "octopus", configs: [] }],
  });
  await server.run();
  return {
    url: `s3://S3RVER:S3RVER@127.0.0.1:${port}/octopus?region=us-east-1&tls=off`,
    async stop() {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
