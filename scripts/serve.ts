import { Server as HttpServer } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import next from "next";
import { closeDatabase, openLanes } from "@/db/client";
import { env } from "@/lib/env";
import { describeError, log } from "@/lib/log";
import { flushViews, keepWritingViews } from "@/lib/operation/views";
import { setOpenings } from "@/lib/sight";
import { type Dispatcher, setDispatcher } from "@/lib/web/door/dispatcher";
import { createFrontDoor } from "@/lib/web/door/front-door";
import { openingsOf } from "@/lib/web/door/openings";
import { readsFirst } from "@/lib/web/door/reads";
import { dispatchBy, type RouteFile, RouteTable } from "@/lib/web/door/route-table";
import { endLiveReplies } from "@/lib/web/live/live-replies";

/** Runs the web process: front door, framework and routes. Drains on SIGTERM. */
export function serve(routes: readonly RouteFile[]): void {
  process.on("unhandledRejection", (error) => log().error({ event: "unhandled", ...describeError(error) }));
  openLanes();
  const table = new RouteTable(routes);
  const dispatcher = dispatchBy(table);
  setDispatcher(dispatcher);
  setOpenings(openingsOf(table));
  main(dispatcher).catch((error: unknown) => {
    log().fatal({ event: "web.failed", ...describeError(error) });
    process.exit(1);
  });
}

async function main(dispatcher: Dispatcher): Promise<void> {
  const { PORT, HOST, APP_URL } = env();
  const servers: Server[] = [];
  endWhenTold(servers);
  const server = createFrontDoor(readsFirst(dispatcher, await framework(HOST, PORT)));
  servers.push(server);
  server.on("error", (error: NodeJS.ErrnoException) => {
    log().fatal({ event: "web.failed", code: error.code });
    process.exit(1);
  });
  server.listen(PORT, HOST, () => {
    keepWritingViews();
    log().info({ event: "web.ready", port: (server.address() as AddressInfo).port, url: APP_URL });
    process.send?.("ready");
  });
  if (!process.env.HOST) servers.push(onOtherLoopback(server, PORT));
}

/** Running requests are answered, idle connections closed, all within 25 seconds. */
function endWhenTold(servers: Server[]): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    log().info({ event: "web.draining" });
    endLiveReplies();
    setTimeout(() => process.exit(0), 25_000).unref();
    const closed = servers.map((server) => new Promise((done) => server.close(done)));
    // A connection after its last answer would be kept open for another.
    setInterval(() => servers.forEach(closeIdle), 100).unref();
    void Promise.all(closed)
      .then(flushViews)
      .then(closeDatabase)
      .finally(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  // Exit when the parent dies; nobody else would stop us, and we would occupy the port.
  process.on("disconnect", stop);
}

function closeIdle(server: Server): void {
  if (server instanceof HttpServer) server.closeIdleConnections();
}

/** Prepares the framework's handler without its greeting, as our output is JSON. */
async function framework(hostname: string, port: number) {
  const dir = process.env.OCTOPUS_ROOT ?? process.cwd();
  const app = next({ dev: false, dir, hostname, port, quiet: true });
  const { log: greet } = console;
  console.log = () => undefined;
  await app.prepare().finally(() => {
    console.log = greet;
  });
  return app.getRequestHandler() as Parameters<typeof createFrontDoor>[0];
}

/** Also listens at `[::1]`, which some clients try first for `localhost`; not possible without IPv6. */
function onOtherLoopback(server: Server, port: number): Server {
  const other = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
    server.emit("connection", socket),
  );
  other.on("error", () => undefined);
  return other.listen(port, "::1");
}
