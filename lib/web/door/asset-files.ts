import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { chooseEncoding } from "../pages/document-store";

const TYPES: Record<string, string> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
  ttf: "font/ttf",
  woff2: "font/woff2",
  png: "image/png",
  webp: "image/webp",
  json: "application/json; charset=utf-8",
  txt: "text/plain; charset=utf-8",
};

const NAME = /^\/assets\/([A-Za-z0-9]{6,64})\/([a-z0-9][a-z0-9./_-]*)\.([a-z0-9]+)$/;

interface Asset {
  plain: Buffer;
  br: Buffer | null;
  gzip: Buffer | null;
}

const KEPT_BYTES = 8 * 1024 * 1024;
const kept = new Map<string, Asset>();
let keptBytes = 0;

/** Serves a file of `public/assets/<hash>/`: named by content, so cacheable for a year, and precompressed. */
export async function serveAsset(req: IncomingMessage, res: ServerResponse, pathname: string): Promise<void> {
  const match = NAME.exec(pathname);
  const type = match?.[3] ? TYPES[match[3]] : undefined;
  const asset = match && type && !pathname.includes("..") ? await load(pathname) : null;
  if (!asset || !type) {
    res.writeHead(404, { "cache-control": "no-store", "content-length": 0 }).end();
    return;
  }
  const encoding = chooseEncoding(req.headers["accept-encoding"] as string | undefined);
  const packed = encoding === "identity" ? null : asset[encoding];
  const body = packed ?? asset.plain;
  res.setHeader("content-type", type);
  res.setHeader("cache-control", "public, max-age=31536000, immutable");
  res.setHeader("vary", "Accept-Encoding");
  res.setHeader("content-length", body.length);
  if (packed) res.setHeader("content-encoding", encoding);
  res.writeHead(200);
  if (req.method === "HEAD") res.end();
  else res.end(body);
}

async function load(pathname: string): Promise<Asset | null> {
  const known = kept.get(pathname);
  if (known) return known;
  const file = join(process.env.OCTOPUS_ROOT ?? process.cwd(), "public", pathname);
  const plain = await readOrNull(file);
  if (!plain) return null;
  const asset = { plain, br: await readOrNull(`${file}.br`), gzip: await readOrNull(`${file}.gz`) };
  const size = plain.length + (asset.br?.length ?? 0) + (asset.gzip?.length ?? 0);
  if (keptBytes + size <= KEPT_BYTES) {
    kept.set(pathname, asset);
    keptBytes += size;
  }
  return asset;
}

async function readOrNull(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch {
    return null;
  }
}
