import { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import { endpoint, reading } from "@/lib/web/api/endpoint";

/** Accepts no address: the request is refused before anything else is checked. */
const Nowhere = z.object({ rest: z.never() });

const nowhere = {
  input: Nowhere,
  limit: "public-api",
  isPublic: true,
  async run(): Promise<never> {
    throw new DomainError("not_found");
  },
} as const;

/** Every unknown address of the API: a problem document with status 404, as programs cannot use a page. */
export const GET = reading({
  input: Nowhere,
  limit: "public-api",
  isPublic: true,
  isAnonymous: true,
  isUnlimited: true,
  async read(): Promise<never> {
    throw new DomainError("not_found");
  },
});
export const POST = endpoint(nowhere);
export const PUT = endpoint(nowhere);
export const PATCH = endpoint(nowhere);
export const DELETE = endpoint(nowhere);
