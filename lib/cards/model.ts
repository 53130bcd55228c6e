/** The size of a card, which the sites that show them agree on, in pixels. */
export const CARD = { width: 1200, height: 630 } as const;

/** What a card says. */
export interface CardText {
  /** The name of the site. */
  site: string;
  /** What it is of: a topic, a sort of page. */
  over: string;
  title: string;
  /** Who says it, and when. */
  under: string;
  isRtl: boolean;
}
