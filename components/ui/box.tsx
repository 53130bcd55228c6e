import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** A framed part with a heading; `isKey` marks the box with the key facts. */
export function Box(props: { title: ReactNode; id?: string; isKey?: boolean; children: ReactNode }) {
  const { title, id, isKey, children } = props;
  return (
    <section className={classNames("box", isKey && "info")} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

export interface Pair {
  term: ReactNode;
  value: ReactNode;
}

/** Terms and their values, one pair per line. */
export function FactList({ facts, isInBox = false }: { facts: readonly Pair[]; isInBox?: boolean }) {
  return (
    <dl className={classNames("dl", isInBox && "in-b")}>
      {facts.map((fact, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never reordered
        <div key={index}>
          <dt>{fact.term}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
