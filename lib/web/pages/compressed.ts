import { requestContext } from "../request-context";
import { chooseCheapEncoding, chooseEncoding, compress, compressOnce } from "./document-store";

/**
 * Compresses an answer. Only for pages without a constant secret: someone who can have a page drawn
 * repeatedly with their own words and sees the lengths could guess the secret letter by letter (BREACH).
 * `isLarge`: worth two milliseconds for better compression.
 */
export async function compressed(
  answer: Response,
  request: Request,
  { isLarge = false }: { isLarge?: boolean } = {},
): Promise<Response> {
  const setEncoding = requestContext()?.setEncoding;
  const accept = request.headers.get("accept-encoding");
  const encoding = isLarge ? chooseEncoding(accept) : chooseCheapEncoding(accept);
  if (!setEncoding || encoding === "identity" || answer.status !== 200) return answer;
  const { status, headers } = answer;
  const plain = Buffer.from(await answer.arrayBuffer());
  setEncoding(encoding);
  headers.append("vary", "Accept-Encoding");
  const bytes = encoding === "br" ? compress(plain, "br") : compressOnce(plain);
  return new Response(new Uint8Array(bytes), { status, headers });
}
