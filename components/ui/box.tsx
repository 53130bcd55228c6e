import type { ReactElement, ReactNode } from "react";
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

/** Returns the values of one term, one per line; nothing without values. */
export function several(term: string, values: readonly ReactElement[]): Pair[] {
  if (values.length === 0) return [];
  const lines = values.map((value) => <li key={value.key}>{value}</li>);
  return [{ term, value: <ul className="plain">{lines}</ul> }];
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
