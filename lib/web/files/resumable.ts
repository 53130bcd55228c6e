import type { IncomingMessage, ServerResponse } from "node:http";
import { ERRORS, Server } from "@tus/server";
import { isDomainError } from "@/lib/core/errors";
import { isId } from "@/lib/core/id";
import { largestUpload } from "@/lib/files";
import { UPLOADS } from "@/lib/files/model";
import { spend } from "../limits";
import { asRefusal } from "../pages/draw";
import { problemBody } from "../problem";
import { requestOrigin } from "../request-context";
import { beginUpload } from "./begin-upload";
import { signedIn, TusStore } from "./tus-store";

/**
 * Handles resumable uploads (tus 1.0) of signed-in members. Received data is stored piece by piece, so the
 * connection can break at any byte.
 */
export async function takeResumable(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const actor = await signedIn();
  const isPart = req.method === "PATCH" || req.method === "HEAD";
  await spend(isPart ? "upload-part" : "upload", { ip: requestOrigin().ip, memberId: actor.id });
  await tusServer().handle(req, res);
}

const KEY = Symbol.for("octopus.tus");
const shared = globalThis as { [KEY]?: Server };

function tusServer(): Server {
  shared[KEY] ??= new Server({
    path: UPLOADS,
    datastore: new TusStore(),
    relativeLocation: true,
    // No other site may upload; the library would allow it by default.
    allowedOrigins: [],
    respectForwardedHeaders: false,
    maxSize: () => largestUpload(),
    namingFunction: async (request, metadata) => {
      const length = request.headers.get("upload-length") ?? "";
      if (!/^\d{1,15}$/.test(length)) throw ERRORS.INVALID_LENGTH;
      const by = { actor: await signedIn(), origin: requestOrigin() };
      const { filename, to } = metadata ?? {};
      return beginUpload(by, { name: filename ?? "", size: Number(length), to: to ?? null });
    },
    getFileIdFromRequest: (_request, last) => (last && isId(last) ? last : undefined),
    onResponseError: (_request, error) => refusalOf(error),
  });
  return shared[KEY];
}

/** Our errors with their status, as problem documents; the protocol's own unchanged. */
function refusalOf(error: unknown): { status_code: number; body: string } | undefined {
  const isProtocols = typeof error === "object" && error !== null && "status_code" in error;
  if (isProtocols && !isDomainError(error)) return undefined;
  const { error: refusal, id } = asRefusal(error);
  const status = refusal?.code === "invalid" ? 400 : (refusal?.status ?? 500);
  const code = refusal?.code ?? "internal";
  return {
    status_code: status,
    body: JSON.stringify({
      ...problemBody({ status, code, reason: refusal?.reason ?? "internal" }),
      ...(id ? { id } : {}),
    }),
  };
}
