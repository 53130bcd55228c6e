import { Icon } from "./icon";

export interface ContentsEntry {
  href: string;
  label: string;
  children?: readonly ContentsEntry[];
}

function Entries({ entries }: { entries: readonly ContentsEntry[] }) {
  return (
    <ol>
      {entries.map((entry) => (
        <li key={entry.href}>
          <a href={entry.href}>{entry.label}</a>
          {entry.children && entry.children.length > 0 ? <Entries entries={entry.children} /> : null}
        </li>
      ))}
    </ol>
  );
}

/** The contents of a long page: collapsed on narrow screens, beside the text on wide ones. */
export function Contents({ label, entries }: { label: string; entries: readonly ContentsEntry[] }) {
  return (
    <nav className="toc sticky" aria-label={label}>
      <details className="more">
        <summary>
          {label} <Icon name="down" />
        </summary>
        <h2>{label}</h2>
        <Entries entries={entries} />
      </details>
    </nav>
  );
}
