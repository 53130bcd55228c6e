import type { ReactNode } from "react";

export interface Bar {
  label: ReactNode;
  value: number;
  /** The value in the format of the language. */
  text: string;
}

/** Bars with their numbers, for comparing quantities. Widths are relative to the largest. */
export function Bars({ bars }: { bars: readonly Bar[] }) {
  const largest = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <div className="bars">
      {bars.map((bar, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never reordered
        <div key={index}>
          <span>{bar.label}</span>
          <svg aria-hidden="true">
            <rect
              width={`${Math.round((bar.value / largest) * 100)}%`}
              height="100%"
              rx="1"
              fill="currentColor"
            />
          </svg>
          <b>{bar.text}</b>
        </div>
      ))}
    </div>
  );
}
