import type { ReactElement } from "react";
import { direction, type Locale } from "@/lib/i18n/locales";

/** One mail in its reader's language. */
export interface Letter {
  to: string;
  locale: Locale;
  subject: string;
  /** Paragraphs in their order; a link stands alone, with its address in sight. */
  parts: readonly (string | { label: string; href: string })[];
  /** Why this came, at the foot. */
  footer: string;
  /** The site's address. On a line of its own, so that no sign of the text becomes part of it. */
  site: string;
}

type StaticRenderer = (element: ReactElement) => string;
let renderer: Promise<StaticRenderer> | undefined;

/** A letter as plain text: what many read, and all can. */
export function letterText(letter: Letter): string {
  const parts = letter.parts.map((part) =>
    typeof part === "string" ? part : `${part.label}:\n${part.href}`,
  );
  return `${[...parts, `-- \n${letter.footer}\n${letter.site}`].join("\n\n")}\n`;
}

/** A letter as simple HTML: no pictures, no styles from afar, nothing that tells the sender that it was read. */
export async function letterHtml(letter: Letter): Promise<string> {
  renderer ??= import("react-dom/server").then((module) => module.renderToStaticMarkup);
  return `<!doctype html>${(await renderer)(<LetterPage letter={letter} />)}`;
}

const PAGE = { margin: "0 auto", maxWidth: "36em", padding: "1.5em", font: "16px/1.5 sans-serif" };
const SMALL = { marginTop: "2em", paddingTop: "1em", borderTop: "1px solid #ccc", fontSize: "13px" };
const BUTTON = {
  display: "inline-block",
  padding: "0.6em 1.2em",
  borderRadius: "4px",
  background: "#14506b",
  color: "#ffffff",
  fontWeight: 600,
};

function LetterPage({ letter }: { letter: Letter }) {
  return (
    <html lang={letter.locale} dir={direction(letter.locale)}>
      {/* biome-ignore lint/style/noHeadElement: a mail is no page of the framework */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{letter.subject}</title>
      </head>
      <body style={PAGE}>
        {letter.parts.map((part) =>
          typeof part === "string" ? (
            <p key={part}>{part}</p>
          ) : (
            <p key={part.href}>
              <a href={part.href} style={BUTTON}>
                {part.label}
              </a>
              <br />
              <small dir="ltr">{part.href}</small>
            </p>
          ),
        )}
        <p style={SMALL}>
          {letter.footer}
          <br />
          <a href={letter.site}>{letter.site}</a>
        </p>
      </body>
    </html>
  );
}
