import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

export interface Tab {
  href: string;
  label: ReactNode;
  icon?: IconName;
  isCurrent?: boolean;
  /** The first tab that stands at the end of the row. */
  isApart?: boolean;
}

/** The views of one thing, each a page of its own. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label}>
      <ul className="tabs">
        {tabs.map((tab) => (
          <li key={tab.href} className={tab.isApart ? "gap" : undefined}>
            <a href={tab.href} aria-current={tab.isCurrent ? "page" : undefined}>
              {tab.icon ? <Icon name={tab.icon} /> : null}
              {tab.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
