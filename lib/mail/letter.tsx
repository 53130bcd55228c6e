import type { ReactElement } from "react";
import { direction, type Locale } from "@/lib/i18n/locales";

/** One of several items in a mail: title, details, link. */
export interface LetterItem {
  title: string;
  lines: readonly string[];
  href: string;
  /** What its reader can do about it. */
  links?: readonly LetterLink[];
}

/** Somebody else's words, set apart from the site's own, with their line breaks. */
export type LetterQuote = { quote: string };
/** A link with its words. */
export type LetterLink = { label: string; href: string };

/** One mail in its recipient's language. */
export interface Letter {
  to: string;
  locale: Locale;
  subject: string;
  /** Paragraphs in order; a link is a separate paragraph that shows its address. */
  parts: readonly (string | LetterLink | LetterQuote | { items: readonly LetterItem[] })[];
  /** Why the recipient gets this mail, at the end. */
  footer: string;
  /** The site's address, on a separate line so that no punctuation becomes part of the link. */
  site: string;
  /** Id of the mail, so that one sent twice can be recognized. */
  id?: string;
  /** Address that answers go to, if people read them. */
  replyTo?: string;
  /** Address that servers return the mail to (`MAIL FROM`), if not the sender's. */
  returnTo?: string;
  /** Where to unsubscribe: shown at the end, and as a header for mail programs (RFC 8058). */
  unsubscribe?: LetterLink;
}

type StaticRenderer = (element: ReactElement) => string;
let renderer: Promise<StaticRenderer> | undefined;

/** Writes a mail as plain text. */
export function letterText(letter: Letter): string {
  const parts = letter.parts.flatMap((part) => {
    if (typeof part === "string") return [part];
    if ("quote" in part) return [part.quote.split("\n").map(quoted).join("\n")];
    return "items" in part ? part.items.map(itemText) : [linkText(part)];
  });
  const foot = [letter.footer, ...(letter.unsubscribe ? [linkText(letter.unsubscribe)] : []), letter.site];
  return `${[...parts, `-- \n${foot.join("\n")}`].join("\n\n")}\n`;
}

const quoted = (line: string) => (line === "" ? ">" : `> ${line}`);
const linkText = ({ label, href }: LetterLink) => `${label}:\n${href}`;
const itemText = ({ title, lines, href, links = [] }: LetterItem) =>
  [`* ${title}`, ...[...lines, href, ...links.map(oneLine)].map((line) => `  ${line}`)].join("\n");
const oneLine = ({ label, href }: LetterLink) => `${label}: ${href}`;

/** Writes a mail as simple HTML: no pictures, remote styles or tracking. */
export async function letterHtml(letter: Letter): Promise<string> {
  renderer ??= import("react-dom/server").then((module) => module.renderToStaticMarkup);
  return `<!doctype html>${(await renderer)(<LetterPage letter={letter} />)}`;
}

const PAGE = { margin: "0 auto", maxWidth: "36em", padding: "1.5em", font: "16px/1.5 sans-serif" };
const QUOTE = {
  margin: "1em 0",
  paddingInlineStart: "1em",
  borderInlineStart: "3px solid #ccc",
  whiteSpace: "pre-wrap",
} as const;
const SMALL = { marginTop: "2em", paddingTop: "1em", borderTop: "1px solid #ccc", fontSize: "13px" };
const LIST = { padding: "0", listStyle: "none" };
const ITEM = { padding: "0.6em 0", borderBottom: "1px solid #e0e0e0" };
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
        {letter.parts.map((part) => {
          if (typeof part === "string") return <p key={part}>{part}</p>;
          if ("quote" in part) {
            return (
              <blockquote key={part.quote} style={QUOTE} dir="auto">
                {part.quote}
              </blockquote>
            );
          }
          if ("items" in part) return <Items key="items" items={part.items} />;
          return (
            <p key={part.href}>
              <a href={part.href} style={BUTTON}>
                {part.label}
              </a>
              <br />
              <small dir="ltr">{part.href}</small>
            </p>
          );
        })}
        <p style={SMALL}>
          {letter.footer}
          <br />
          {letter.unsubscribe ? (
            <>
              <a href={letter.unsubscribe.href}>{letter.unsubscribe.label}</a>
              <br />
            </>
          ) : null}
          <a href={letter.site}>{letter.site}</a>
        </p>
      </body>
    </html>
  );
}

function Items({ items }: { items: readonly LetterItem[] }) {
  return (
    <ul style={LIST}>
      {items.map(({ title, lines, href, links = [] }) => (
        <li key={`${href} ${title}`} style={ITEM}>
          <a href={href}>
            <bdi>{title}</bdi>
          </a>
          {lines.map((line) => (
            <div key={line} dir="auto">
              {line}
            </div>
          ))}
          {links.map((link) => (
            <div key={link.href}>
              <a href={link.href}>{link.label}</a>
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
