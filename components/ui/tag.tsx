import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon, type IconName } from "./icon";

/** A short label on something: its state or its subject. A link if it has an address. */
export function Tag(props: {
  kind?: "plain" | "mild" | "ok" | "warn" | "bad";
  icon?: IconName;
  href?: string;
  children: ReactNode;
}) {
  const { kind = "plain", icon, href, children } = props;
  const className = classNames("tag", kind !== "plain" && kind);
  const inner = (
    <>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </>
  );
  return href ? (
    <a className={className} href={href}>
      {inner}
    </a>
  ) : (
    <span className={className}>{inner}</span>
  );
}

/** A member's initials in a circle beside the name, as decoration. */
export function Avatar({ name, isSmall = false }: { name: string; isSmall?: boolean }) {
  return (
    <span className={classNames("av", isSmall && "sm")} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

/** Returns the initials of the first and last words of a name, two at most. */
export function initials(name: string): string {
  const words = name.split(/[\s-]+/u).filter((word) => /\p{L}/u.test(word));
  const first = [...(words[0] ?? "")][0] ?? "";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toLocaleUpperCase("en");
}
