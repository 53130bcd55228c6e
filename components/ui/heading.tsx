import type { ReactNode } from "react";

/** The head of a page: its title, a line of description, and its actions. */
export function PageHead({
  title,
  sub,
  actions,
}: {
  title: ReactNode;
  sub?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="wrap head">
      <div>
        <h1>{title}</h1>
        {sub ? <p className="sub">{sub}</p> : null}
      </div>
      {actions ? <div className="row acts">{actions}</div> : null}
    </div>
  );
}

/** The head of a part of a page, with a line below; `aside` is a link to more. */
export function SectionHead({
  id,
  children,
  aside,
}: {
  id?: string;
  children: ReactNode;
  aside?: ReactNode;
}) {
  return (
    <h2 className="h" id={id}>
      <span>{children}</span>
      {aside}
    </h2>
  );
}

/** A part of a page, labelled by its head. */
export function Section(props: {
  id: string;
  title: ReactNode;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const { id, title, aside, className = "stack", children } = props;
  return (
    <section className={className} aria-labelledby={id}>
      <SectionHead id={id} aside={aside}>
        {title}
      </SectionHead>
      {children}
    </section>
  );
}
