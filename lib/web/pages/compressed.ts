import { requestContext } from "../request-context";
import { chooseCheapEncoding, chooseEncoding, compress, compressOnce } from "./document-store";

/**
 * Sends the same answer in fewer bytes to who takes them. Only for pages without a secret that stays the same: someone
 * who has a page drawn with words of their own, again and again, and sees the length of each answer could guess such a
 * secret letter by letter (BREACH). `isLarge`: worth the two milliseconds of the better way.
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
