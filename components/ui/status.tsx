import type { ReactNode } from "react";

/** A country's status under a treaty, as shown by the map and its legend. */
export type MapStatus = "party" | "signed" | "invited" | "none";
export type StatusKind = MapStatus | "ratified";

/** Treaty status: a square (solid, hatched, light, grey) and its label. The pattern stays with forced colours. */
export function StatusMark({ kind, children }: { kind: StatusKind; children: ReactNode }) {
  return <span className={`st ${kind}`}>{children}</span>;
}

/** The square alone, for legends and figures with their label beside it. */
export function StatusSquare({ kind }: { kind: StatusKind }) {
  return <span className={`sw ${kind}`} aria-hidden="true" />;
}

/** Six marks of an assessment, and two for what is recorded without one. */
export type CoverageKind =
  | "full"
  | "partial"
  | "general"
  | "draft"
  | "none"
  | "not_assessed"
  | "found"
  | "recorded";

const RING = "M1.5 8a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0";

const DIAMOND = "M8 1.8L14.2 8L8 14.2L1.8 8z";

/** Draws each of the marks; they differ in shape, not only in fill. */
function coverageShape(kind: CoverageKind): ReactNode {
  switch (kind) {
    case "full":
      return <path d={RING} fill="currentColor" />;
    case "partial":
      return (
        <>
          <path d={RING} fill="none" stroke="currentColor" strokeWidth="1.6" />
          <path d="M8 1.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" />
        </>
      );
    case "general":
      return (
        <>
          <path d={RING} fill="none" stroke="currentColor" strokeWidth="1.6" />
          <path d="M5 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0" fill="currentColor" />
        </>
      );
    case "draft":
      return <path d={RING} fill="none" stroke="currentColor" strokeWidth="1.8" strokeDasharray="2.5 2.5" />;
    case "none":
      return <path d={RING} fill="none" stroke="currentColor" strokeWidth="1.6" />;
    case "found":
      return <path d={DIAMOND} fill="currentColor" />;
    case "recorded":
      return <path d={DIAMOND} fill="none" stroke="currentColor" strokeWidth="1.6" />;
    case "not_assessed":
      return <path d="M3 8h10" stroke="currentColor" strokeWidth="2" />;
  }
}

/**
 * Draws how far domestic law covers an article, or what is recorded for it: a mark with its label, which in a
 * matrix is only for screen readers.
 */
export function CoverageMark({
  kind,
  label,
  isQuiet = false,
}: {
  kind: CoverageKind;
  label: string;
  isQuiet?: boolean;
}) {
  return (
    <span className="cov">
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        {coverageShape(kind)}
      </svg>
      <span className={isQuiet ? "vh" : undefined}>{label}</span>
    </span>
  );
}
