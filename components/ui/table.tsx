import type { ReactNode, TableHTMLAttributes } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icon";

/**
 * A table that becomes labelled blocks on narrow screens: give each `td` its column's name as `data-l`.
 * `children` are `thead` and `tbody`. `isNarrow`: it has so few columns that it fits there as a table.
 */
export function CardTable(
  props: TableHTMLAttributes<HTMLTableElement> & { caption?: ReactNode; isNarrow?: boolean },
) {
  const { caption, className, children, isNarrow = false, ...rest } = props;
  return (
    <div className="cq">
      <table className={classNames(isNarrow ? "stays" : "cards", className)} {...rest}>
        {caption ? <caption>{caption}</caption> : null}
        {children}
      </table>
    </div>
  );
}

/** A table in a region that scrolls sideways and can be reached by keyboard. `label` names the region. */
export function ScrollTable(props: TableHTMLAttributes<HTMLTableElement> & { label: string }) {
  const { label, children, ...rest } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="tw" tabIndex={0} aria-label={label}>
      <table {...rest}>{children}</table>
    </section>
  );
}

/** A column's name. `isUnseen`: for screen readers only. `className` applies to the header cell only. */
type Column = string | { label: string; isUnseen?: boolean; className?: string };

export function TableHead({ columns }: { columns: readonly Column[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column, n) => {
          const { label, isUnseen, className } = typeof column === "string" ? { label: column } : column;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns are never reordered
            <th scope="col" className={className} key={n}>
              {isUnseen ? <span className="vh">{label}</span> : label}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** The header of a sortable column: a link to the list in that order, which also works without scripts. */
export function SortHeader(props: {
  href: string;
  sorted?: "ascending" | "descending" | null;
  isNumber?: boolean;
  children: ReactNode;
}) {
  const { href, sorted, isNumber, children } = props;
  return (
    <th scope="col" className={isNumber ? "r" : undefined} aria-sort={sorted ?? undefined}>
      <a className="sort" href={href} data-live-link="">
        {children}
        <Icon name={sorted === "ascending" ? "up" : sorted === "descending" ? "down" : "sort"} />
      </a>
    </th>
  );
}
