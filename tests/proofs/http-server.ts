import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import * as ready from "@/app/api/health/ready/route";
import * as section from "@/app/api/v1/countries/[slug]/sections/[section]/route";

/*
 * The section API on a plain server that tests can kill: the real endpoints, commands and database, without
 * the pages around them. Listens on PORT; used if the product is not built.
 */
type Handler = (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response>;
const SECTION = /^\/api\/v1\/countries\/(?<slug>[\w-]+)\/sections\/(?<section>[\w-]+)$/;

function handlerOf(request: IncomingMessage): { handler: Handler; place: Record<string, string> } | null {
  const path = request.url ?? "/";
  if (path === "/api/health/ready") return { handler: ready.GET as Handler, place: {} };
  const place = SECTION.exec(path)?.groups;
  if (!place) return null;
  return { handler: (request.method === "PUT" ? section.PUT : section.GET) as Handler, place: { ...place } };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const found = handlerOf(request);
  if (!found) {
    response.writeHead(404).end();
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const asked = new Request(`http://127.0.0.1${request.url}`, {
    method: request.method ?? "GET",
    headers: request.headers as Record<string, string>,
    ...(body.length > 0 ? { body } : {}),
  });
  const answered = await found.handler(asked, { params: Promise.resolve(found.place) });
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  response.end(await answered.text());
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy());
});
server.listen(Number(process.env.PORT), "127.0.0.1");
process.on("SIGTERM", () => process.exit(0));
