/**
 * The icons of the interface, one path each on a grid of 20, drawn as lines. They are part of the page: a
 * sprite file would cost the first visit one more request to save a few compressed bytes.
 */
export const PATHS = {
  alert: "M10 3 18 16.5H2zM10 8v4M10 14.3v.1",
  arms: "M3 5a2 2 0 1 0 4 0a2 2 0 1 0-4 0M13 5a2 2 0 1 0 4 0a2 2 0 1 0-4 0M8 15a2 2 0 1 0 4 0a2 2 0 1 0-4 0M7 5h6M6 6.8l3 6.4M14 6.8l-3 6.4",
  bars: "M2.5 16.5h15M5 16.5v-5M10 16.5v-12M15 16.5V8",
  bell: "M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 17.5h3",
  bold: "M6 3.5h5a3.2 3.2 0 0 1 0 6.5H6zM6 10h5.8a3.3 3.3 0 0 1 0 6.5H6z",
  book: "M10 5.5C8 4 5.5 3.8 2.5 4v11.5c3-.2 5.5 0 7.5 1.5 2-1.5 4.5-1.7 7.5-1.5V4c-3-.2-5.5 0-7.5 1.5zM10 5.5V17",
  cap: "M10 4 1.5 8l8.5 4 8.5-4zM5 9.8V14c1.4 1.2 3 1.8 5 1.8s3.6-.6 5-1.8V9.8M18.5 8v5.5",
  check: "m4 10.5 4 4 8-9",
  chip: "M5.5 5.5h9v9h-9zM8.2 8.2h3.6v3.6H8.2zM8 2.5v3M12 2.5v3M8 14.5v3M12 14.5v3M2.5 8h3M2.5 12h3M14.5 8h3M14.5 12h3",
  cite: "M6.5 3.5H4v13h2.5M13.5 3.5H16v13h-2.5M9 8l1.2-.8V13",
  clock: "M2.5 10a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0-15 0M10 5.5V10l3 2.2",
  code: "m7 6-4.5 4L7 14M13 6l4.5 4-4.5 4",
  coins:
    "M2.5 6.2c0-1.5 2.2-2.7 5-2.7s5 1.2 5 2.7-2.2 2.7-5 2.7-5-1.2-5-2.7zM2.5 6.2v7c0 1.5 2.2 2.7 5 2.7M12.5 6.2v2M2.5 9.7c0 1.5 2.2 2.7 5 2.7M9.5 13a4 4 0 1 0 8 0a4 4 0 1 0-8 0M13.5 11.4v3.2",
  down: "m5 7.5 5 5 5-5",
  download: "M10 3v10M5.8 9.2 10 13.3l4.2-4.1M3.5 16.5h13",
  edit: "m12.8 3.8 3.4 3.4L7 16.4l-4 .6.6-4zM11 5.6l3.4 3.4",
  eye: "M1.8 10C4 6.3 6.8 4.5 10 4.5s6 1.8 8.2 5.5c-2.2 3.7-5 5.5-8.2 5.5S4 13.7 1.8 10zM7.5 10a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0",
  flag: "M4.5 17.5V3M4.5 4h11l-2.2 3.5 2.2 3.5h-11",
  globe: "M2.5 10a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0-15 0M2.5 10h15M10 2.5c5 5 5 10 0 15M10 2.5c-5 5-5 10 0 15",
  info: "M2.5 10a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0-15 0M10 9v5M10 6.3v.1",
  italic: "M8.5 3.5h6M5.5 16.5h6M12 3.5l-4 13",
  link: "M8.5 11.5a3 3 0 0 0 4.3 0l3-3a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-3 3a3 3 0 0 0 4.3 4.3l1-1",
  lock: "M5.5 9h9A1.5 1.5 0 0 1 16 10.5v5a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 4 15.5v-5A1.5 1.5 0 0 1 5.5 9zM6.5 9V6.5a3.5 3.5 0 0 1 7 0V9",
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  moon: "M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5z",
  ol: "M8.5 5H17M8.5 10H17M8.5 15H17M3 4l1-.7V7M3 13.2c.6-.8 2-.6 2 .3S3 15.5 3 16.5h2",
  person: "M6.8 7a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0M3.5 17c.6-3.6 3.2-5 6.5-5s5.9 1.4 6.5 5",
  picture: "M3 4h14v12H3zM3 13.5l4-4 3.5 3.5 2.5-2.5 4 4M12 7.5a.8.8 0 1 0 1.6 0a.8.8 0 1 0-1.6 0",
  plus: "M10 4v12M4 10h12",
  print: "M6 7V3h8v4M6 14H3.5V8.5A1.5 1.5 0 0 1 5 7h10a1.5 1.5 0 0 1 1.5 1.5V14H14M6 11.5h8V17H6z",
  quote: "M8 5.5C5 6.5 4 8.5 4 11v3.5h4V10.5H5.5M16 5.5c-3 1-4 3-4 5.5v3.5h4V10.5h-2.5",
  redo: "m13 4 3.5 3.5L13 11M16 7.5H8A4.2 4.2 0 0 0 8 16h4",
  scales: "M10 3v14M6 17h8M4 5.5h12M4 5.5l-2.2 5.5h4.4zM16 5.5l-2.2 5.5h4.4z",
  seal: "M10 2 12 3.6l2.6-.1.7 2.5 2.2 1.5-.9 2.5.9 2.4-2.2 1.5-.7 2.5-2.6-.1-2 1.6-2-1.6-2.6.1-.7-2.5-2.2-1.5.9-2.4-.9-2.5 2.2-1.5.7-2.5 2.6.1zM6.8 9.9l2.3 2.3 4.1-4.4",
  search: "M3 8.5a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0M13 13l4.5 4.5",
  server: "M3 3.5h14v5.5H3zM3 11h14v5.5H3zM6 6.2h.1M6 13.7h.1M11 6.2h3M11 13.7h3",
  shield: "M10 2.5 16.5 5v5c0 3.8-2.6 6.2-6.5 7.7C6.1 16.2 3.5 13.8 3.5 10V5z",
  sort: "m6.5 8 3.5-4 3.5 4M6.5 12l3.5 4 3.5-4",
  speech: "M3 4h14v9.5H9.5L6 17v-3.5H3zM6.5 7.5h7M6.5 10.2h4.5",
  table: "M3 4h14v12H3zM3 8h14M3 12h14M8.5 8v8",
  ul: "M8 5h9M8 10h9M8 15h9M3.5 5h.1M3.5 10h.1M3.5 15h.1",
  undo: "M7 4 3.5 7.5 7 11M4 7.5h8a4.2 4.2 0 0 1 0 8.5H8",
  up: "m5 12.5 5-5 5 5",
  video: "M3 4h14v12H3zM8.5 7.5v5l4-2.5z",
  x: "m5 5 10 10M15 5 5 15",
} as const;

export type IconName = keyof typeof PATHS;

/**
 * A decorative icon beside text, hidden from assistive technology. `flip` mirrors it for text from right to
 * left. The size is set here as well as in the style sheet: a page must stay readable if its styles fail to
 * load.
 */
export function Icon({ name, flip = false }: { name: IconName; flip?: boolean }) {
  return (
    <svg className={flip ? "i flip" : "i"} width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The site's logo: an octopus with five visible arms. */
export function OctopusMark() {
  return (
    <svg width="32" height="32" viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <path
        fill="currentColor"
        d="M16 3.5c-5.2 0-8.6 3.7-8.6 8.5 0 2.7 1 4.5 2 6.2h13.2c1-1.7 2-3.5 2-6.2 0-4.8-3.4-8.5-8.6-8.5z"
      />
      <path
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinecap="round"
        d="M10.3 17.5c-.6 3.7-2.3 5-4.3 5-1.7 0-2.8-1-2.8-2.4M12.8 18c0 5-1.3 7.8-3.6 9.6M19.2 18c0 5 1.3 7.8 3.6 9.6M21.7 17.5c.6 3.7 2.3 5 4.3 5 1.7 0 2.8-1 2.8-2.4M16 18v9.8"
      />
      <path
        className="eye"
        d="M11.3 12.3a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M17.7 12.3a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0"
      />
    </svg>
  );
}
