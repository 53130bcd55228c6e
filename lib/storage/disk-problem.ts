import { DomainError } from "@/lib/core/errors";

const AWAY = new Set(["ENOSPC", "EDQUOT", "EACCES", "EROFS", "EIO", "EMFILE", "ENFILE", "ENOTDIR"]);

/** Converts errors of a full or missing disk to `unavailable` (`storage`); others are returned unchanged. */
export function diskProblem(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? "";
  if (!AWAY.has(code)) return error;
  return Object.assign(new DomainError("unavailable", "storage", { retryAfter: 60 }), { cause: error });
}
