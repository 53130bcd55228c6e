import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon, type IconName } from "./icon";

export type NoteKind = "plain" | "ok" | "warn" | "bad";

const ICON: Record<NoteKind, IconName> = { plain: "info", ok: "seal", warn: "clock", bad: "alert" };

/**
 * A note about the page: `ok` verified or done, `warn` pending or old, `bad` a problem. `role="status"` for
 * what has just happened; `role="alert"` for what stops the reader.
 */
export function Note(props: {
  kind?: NoteKind;
  icon?: IconName;
  title?: ReactNode;
  id?: string;
  role?: "status" | "alert";
  children?: ReactNode;
}) {
  const { kind = "plain", icon, title, id, role, children } = props;
  return (
    <div className={classNames("note", kind !== "plain" && kind)} id={id} role={role}>
      <Icon name={icon ?? ICON[kind]} />
      <div>
        {title ? <b>{title}</b> : null}
        {title && children ? " " : null}
        {children}
      </div>
    </div>
  );
}
