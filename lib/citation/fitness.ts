/** Sites where anybody can publish anything, search spam, and copies without a publisher. */
const UNFIT =
  /(?:^|\.)(?:blogspot\.[a-z.]+|wordpress\.com|canalblog\.com|blogg\.org|pages\.dev|workers\.dev|zaki\.ru|lawsdocbox\.com|1library\.(?:co|net)|pacta\.com|journalsofindia\.com|eamgtv\.com|loopvanuatu\.com|goconqr\.com|law-forums\.org|policies\.google\.cn)$/;

/** Checks whether lawyers should not cite an address. False for text that is not an address. */
export function isUnfitSource(url: string): boolean {
  const host = /^https?:\/\/([^/?#:]+)/i.exec(url)?.[1];
  return host !== undefined && UNFIT.test(host.toLowerCase());
}
