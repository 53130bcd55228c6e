import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { type ClientRequest, request as httpRequest, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { db } from "@/db/client";
import { type FileAccess, file, fileObject } from "@/db/schema/files";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { env } from "@/lib/env";
import { updateFileUses } from "@/lib/files";
import { newKey } from "@/lib/files/keys";
import { cleanFileName } from "@/lib/files/model";
import { typeOfName } from "@/lib/files/types/model";
import { runDueJobs } from "@/lib/jobs/worker";
import { storage } from "@/lib/storage/open";
import { bytesSource } from "@/lib/storage/sources";
import { SYSTEM, transact } from "@/lib/transact";
import { createFrontDoor } from "@/lib/web/door/front-door";

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
}

export interface Asking {
  as?: Actor | null;
  method?: string;
  headers?: Record<string, string>;
  body?: Buffer | string;
  /** Breaks the connection after this many bytes of the body. */
  cutAfter?: number;
}

const base64 = (text: string) => Buffer.from(text).toString("base64");

export const sha256 = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex");

/** Starts the real front server on a separate port, with no pages behind it. */
export function useFileDoor() {
  // The rows are deleted before each test, and so are their files.
  beforeEach(async () => {
    const store = await storage();
    for await (const { key } of store.list()) await store.remove(key);
  });
  let server: Server;
  let base = "";
  beforeAll(async () => {
    server = createFrontDoor(async (_req, res) => void res.writeHead(200).end("behind"));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  });

  /** Sends a real HTTP request, as from the site's own page. */
  async function ask(path: string, asking: Asking = {}): Promise<Answer> {
    const { as = null, method = "GET", headers = {}, body } = asking;
    const cookie: Record<string, string> = as ? { cookie: await cookieOf(as) } : {};
    const origin: Record<string, string> =
      method === "GET" || method === "HEAD" ? {} : { origin: env().APP_URL };
    const length: Record<string, string> =
      body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    return new Promise((resolve, reject) => {
      const req = httpRequest(base + path, {
        method,
        headers: { ...cookie, ...origin, ...length, ...headers },
      });
      req.on("response", (res) => {
        const chunks: Buffer[] = [];
        res.on("data", (chunk: Buffer) => chunks.push(chunk));
        res.on("error", reject);
        res.on("end", () => {
          const bytes = Buffer.concat(chunks);
          resolve({ status: res.statusCode ?? 0, headers: res.headers, bytes, text: bytes.toString("utf8") });
        });
      });
      req.on("error", reject);
      send(req, body, asking.cutAfter);
    });
  }

  /** Starts an upload, for the page `to` if given. Returns its address. */
  async function begin(
    as: Actor | null,
    name: string,
    size: number,
    to?: string,
  ): Promise<Answer & { at: string; id: string }> {
    const answer = await ask("/api/uploads", {
      as,
      method: "POST",
      headers: {
        "tus-resumable": "1.0.0",
        "upload-length": String(size),
        "upload-metadata": [`filename ${base64(name)}`].concat(to ? `to ${base64(to)}` : []).join(","),
      },
    });
    const at = answer.headers.location ?? "";
    return { ...answer, at, id: at.split("/").at(-1) ?? "" };
  }

  function sendPart(
    as: Actor | null,
    at: string,
    offset: number,
    bytes: Buffer,
    cutAfter?: number,
  ): Promise<Answer> {
    const headers = {
      "tus-resumable": "1.0.0",
      "upload-offset": String(offset),
      "content-type": "application/offset+octet-stream",
    };
    return ask(at, {
      as,
      method: "PATCH",
      headers,
      body: bytes,
      ...(cutAfter === undefined ? {} : { cutAfter }),
    });
  }

  async function offsetOf(as: Actor | null, at: string): Promise<number> {
    const answer = await ask(at, { as, method: "HEAD", headers: { "tus-resumable": "1.0.0" } });
    return Number(answer.headers["upload-offset"] ?? -1);
  }

  /** Uploads a file in one request and lets the worker check it. Returns its id and state. */
  async function upload(as: Actor, name: string, bytes: Buffer | string) {
    const content = Buffer.from(bytes);
    const begun = await begin(as, name, content.length);
    if (begun.status === 201) await sendPart(as, begun.at, 0, content);
    await runDueJobs();
    return { id: begun.id, status: begun.status, ...(await stateOf(begun.id)) };
  }

  return { ask, begin, sendPart, offsetOf, upload };
}

function send(req: ClientRequest, body: Buffer | string | undefined, cutAfter: number | undefined): void {
  if (cutAfter === undefined || body === undefined) return void req.end(body);
  req.write(Buffer.from(body).subarray(0, cutAfter), () => {
    // Leaves time for the written bytes to be sent.
    setTimeout(() => req.destroy(), 100);
  });
}

async function cookieOf(actor: Actor): Promise<string> {
  const sealed = await encode({ token: { sid: actor.sessionId }, secret: env().AUTH_SECRET, maxAge: 3_600 });
  return `octopus=${encodeURIComponent(sealed)}`;
}

/** Returns the state of a file; all null if there is no such row. */
export async function stateOf(id: string) {
  const [row] = /^[0-9a-f-]{36}$/.test(id)
    ? await db()
        .select({
          state: file.state,
          refusal: file.refusal,
          sha256: file.sha256,
          type: file.type,
          flags: file.flags,
          pages: file.pages,
          reading: file.reading,
          scannedAt: file.scannedAt,
        })
        .from(file)
        .where(eq(file.id, id))
    : [];
  return (
    row ?? {
      state: null,
      refusal: null,
      sha256: null,
      type: null,
      flags: [],
      pages: null,
      reading: null,
      scannedAt: null,
    }
  );
}

/** Stores a file as already checked, for tests of what comes after that. Returns its id. */
export async function keep(as: Actor, name: string, bytes: Buffer | string): Promise<string> {
  const content = Buffer.from(bytes);
  const [id, key, now] = [newId(), newKey("original"), new Date()];
  const size = content.length;
  await (await storage()).put(key, bytesSource(content));
  await db()
    .insert(file)
    .values({
      id,
      uploaderId: as.id,
      name: cleanFileName(name),
      type: typeOfName(name) ?? "",
      size,
      received: size,
      state: "clean",
      sha256: sha256(content),
      reading: "empty",
      createdAt: now,
      touchedAt: now,
      checkedAt: now,
      comparedAt: now,
    });
  await db()
    .insert(fileObject)
    .values({ key, fileId: id, kind: "original", state: "kept", size, createdAt: now });
  return id;
}

/** Uses files on a page, as their post or material does. */
export async function place(
  fileIds: string[],
  given: { at?: string; access?: FileAccess; isOpen?: boolean; isInReview?: boolean; id?: string } = {},
): Promise<string> {
  const id = given.id ?? newId();
  const at = given.at ?? "/training/evidence-guide";
  const { access = "public", isOpen = true, isInReview = !isOpen } = given;
  await transact(SYSTEM, async (ctx) => {
    ctx.asSystem("a test");
    ctx.skipAudit("a test");
    const owner = { kind: "material", id, place: at, scope: `test:${at}`, access, isOpen, isInReview };
    await updateFileUses(ctx, owner, fileIds);
  });
  return id;
}

/** Lists every object in the store with this key prefix. */
export async function keysInStore(prefix = ""): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of (await storage()).list(prefix)) keys.push(key);
  return keys;
}

/** Lists the contents of the folder for temporary files. */
export function leftInWork(): string[] {
  try {
    return readdirSync(join(env().DATA_DIR, "tmp"));
  } catch {
    return [];
  }
}
