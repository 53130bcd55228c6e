import type { ReactNode } from "react";

/** Shown where there is nothing yet: one sentence on what is missing, and one action. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <p>{children}</p>
      {action}
    </div>
  );
}
