import { isDomainError } from "@/lib/core/errors";
import type { Refusal } from "./model";

/** Code of an error that concerns one file; null if it concerns more. */
export function refusalOf(error: unknown): Refusal | null {
  if (!isDomainError(error)) return null;
  if (error.reason === "file" && error.code === "too_large") return "too_large";
  if (error.reason === "file" && error.code === "unsupported") return "type";
  if (error.code !== "invalid") return null;
  return error.reason === "file_empty" ? "empty" : error.reason === "file_quota" ? "quota" : null;
}
