import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

export interface Tab {
  href: string;
  label: ReactNode;
  icon?: IconName;
  isCurrent?: boolean;
  /** Whether it is the first of the tabs at the end of the row. */
  isApart?: boolean;
}

/** Links to the views of one thing, each a separate page. */
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
