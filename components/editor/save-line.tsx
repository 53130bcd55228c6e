import { type ReactNode, useLayoutEffect, useRef } from "react";

/**
 * The line with the state of the draft, which stays in sight while one scrolls. The tools of the text stay below
 * it: its height, which changes with its words, is known to the style sheet as `--save-line`.
 */
export function SaveLine({ children }: { children: ReactNode }) {
  const line = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = line.current;
    if (!element) return;
    const measure = () => {
      element.parentElement?.style.setProperty("--save-line", `${element.offsetHeight}px`);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div className="row apart save-line" ref={line}>
      {children}
    </div>
  );
}
