/** The size of a card, which the sites that show them agree on, in pixels. */
export const CARD = { width: 1200, height: 630 } as const;

/** The text of a card. */
export interface CardText {
  /** The name of the site. */
  site: string;
  /** Its topic or kind of page. */
  over: string;
  title: string;
  /** Its author and date. */
  under: string;
  isRtl: boolean;
}
