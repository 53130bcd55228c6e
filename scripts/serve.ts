import type { AddressInfo } from "node:net";
import next from "next";
import { closeDatabase } from "@/db/client";
import { env } from "@/lib/env";
import { describeError, log } from "@/lib/log";
import { createFrontDoor } from "@/lib/web/front-door";

/** The web process: the front door, with the framework behind it. Drains on SIGTERM. */
async function main(): Promise<void> {
  const { PORT, HOST, APP_URL } = env();
  const app = next({
    dev: false,
    dir: process.env.OCTOPUS_ROOT ?? process.cwd(),
    hostname: HOST,
    port: PORT,
    quiet: true,
  });
  await app.prepare();
  const server = createFrontDoor(app.getRequestHandler() as Parameters<typeof createFrontDoor>[0]);
  server.listen(PORT, HOST, () => {
    log().info({ event: "web.ready", port: (server.address() as AddressInfo).port, url: APP_URL });
    process.send?.("ready");
  });
  server.on("error", (error: NodeJS.ErrnoException) => {
    log().fatal({ event: "web.failed", code: error.code });
    process.exit(1);
  });

  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    log().info({ event: "web.draining" });
    // Requests under way are answered; idle connections go at once; nothing holds longer than 25 seconds.
    const giveUp = setTimeout(() => process.exit(0), 25_000);
    giveUp.unref();
    server.close(async () => {
      await closeDatabase();
      process.exit(0);
    });
    server.closeIdleConnections();
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

process.on("unhandledRejection", (error) => log().error({ event: "unhandled", ...describeError(error) }));

main().catch((error: unknown) => {
  log().fatal({ event: "web.failed", ...describeError(error) });
  process.exit(1);
});
