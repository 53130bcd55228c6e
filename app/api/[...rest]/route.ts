import { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import { endpoint, reading } from "@/lib/web/api/endpoint";

/** No part of an address fits here: whoever asks is told so before anything else is looked at. */
const Nowhere = z.object({ rest: z.never() });

const nowhere = {
  input: Nowhere,
  limit: "public-api",
  isPublic: true,
  async run(): Promise<never> {
    throw new DomainError("not_found");
  },
} as const;

/** Every address of the API that is none: a problem document with status 404, where a page would be no use. */
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
