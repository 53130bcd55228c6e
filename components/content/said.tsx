import type { ReactNode } from "react";
import { inLanguage } from "@/components/in-language";
import { classNames } from "@/components/ui/class-names";
import { Prose, type ProseProps } from "./prose";

interface Props extends Pick<ProseProps, "t" | "locale" | "content" | "prefix" | "deadLinkOf" | "around"> {
  /** The language of the text. Where it is not recorded, the browser determines the direction. */
  language?: string;
  className?: string;
  /** What follows the text. */
  children?: ReactNode;
}

/** The text of a message or comment. Its citations, if any, have no numbers: it has no list of sources. */
export function Said({ language, className, children, ...prose }: Props) {
  const words = language === undefined ? { dir: "auto" } : inLanguage({ language }, prose.locale);
  return (
    <div className={classNames("said", className)} {...words}>
      <Prose {...prose} hasMoments numberOf={() => null} />
      {children}
    </div>
  );
}
