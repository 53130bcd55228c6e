import type { ReactNode } from "react";

/** What stands where there is nothing yet: one sentence on what is missing, one thing to do about it. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <p>{children}</p>
      {action}
    </div>
  );
}
