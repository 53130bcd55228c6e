import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon, type IconName } from "./icon";

interface Look {
  /** `pri`: the main action. `quiet`: a secondary action. `bad`: a destructive one. */
  kind?: "plain" | "pri" | "quiet" | "bad";
  size?: "normal" | "sm" | "big";
  icon?: IconName;
  flipIcon?: boolean;
  /** Whether it is as wide as its form. */
  isFull?: boolean;
  children?: ReactNode;
}

function look({ kind = "plain", size = "normal", isFull }: Look, className?: string): string {
  return (
    classNames("btn", kind !== "plain" && kind, size !== "normal" && size, isFull && "full", className) ??
    "btn"
  );
}

/** A button with text. Submits its form unless `type` says otherwise. */
export function Button(props: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
  const { kind, size, icon, flipIcon, isFull, children, className, type = "submit", ...rest } = props;
  return (
    <button type={type} className={look({ kind, size, isFull }, className)} {...rest}>
      {icon ? <Icon name={icon} flip={flipIcon} /> : null}
      {children}
    </button>
  );
}

/** A link that looks like a button, for links that lead to an action. */
export function ButtonLink(props: Look & AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const { kind, size, icon, flipIcon, isFull, children, className, ...rest } = props;
  return (
    <a className={look({ kind, size, isFull }, className)} {...rest}>
      {icon ? <Icon name={icon} flip={flipIcon} /> : null}
      {children}
    </a>
  );
}

/** A button with only an icon; `label` is its name. Does not submit its form unless `type` says so. */
export function IconButton(
  props: { icon: IconName; label: string; isPressed?: boolean } & Omit<
    ButtonHTMLAttributes<HTMLButtonElement>,
    "children"
  >,
) {
  const { icon, label, isPressed, className, type = "button", ...rest } = props;
  return (
    <button
      type={type}
      className={classNames("btn ic", className)}
      aria-label={label}
      aria-pressed={isPressed}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  );
}
