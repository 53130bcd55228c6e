import type { ReactNode } from "react";

export interface Step {
  label: ReactNode;
  state: "done" | "current" | "to-come";
  href?: string;
}

/** Where one stands in a task of several steps; `label` names the list. */
export function Steps({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <nav aria-label={label}>
      <ol className="steps">
        {steps.map((step, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other identity and are never reordered
            key={index}
            className={step.state === "done" ? "done" : undefined}
            aria-current={step.state === "current" ? "step" : undefined}
          >
            {step.href ? <a href={step.href}>{step.label}</a> : <span>{step.label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
