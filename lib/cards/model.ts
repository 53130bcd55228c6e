/** Size of a card in pixels, which social media sites expect. */
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
