/*
 * Languages for members' texts, by tag (BCP 47): those of the interface first, then the official languages of
 * countries and areas with a profile. Other tags are not valid in addresses.
 */
const OTHERS =
  "af am ay az be bg bi bn bs ca crs cs cy da de dv dz el es et eu fa fi fil fj fo ga gil gl gn gv he hi hif ho hr ht " +
  "hu hy id is it ja ka kg kk kl km ko ku ky la lb lo lt lv mey mg mh mi mk mn ms mt my na nb ne nl nn nr nso ny pap " +
  "pau pl ps pt pt-BR qu rm rn ro ru rw sg si sk sl sm smi sn so sq sr sr-Latn ss st sv sw ta tet tg th ti tk tn to " +
  "tpi tr ts tvl uk ur uz ve vi xh zh zh-Hant zu";

export const CONTENT_LANGUAGES: readonly string[] = ["en", "fr", "ar", ...OTHERS.split(" ")];

/** Language of profiles if a section names none. */
export const DEFAULT_CONTENT_LANGUAGE = "en";

const known = new Set(CONTENT_LANGUAGES);

/** Checks whether a tag in canonical form is an allowed language of texts. */
export function isContentLanguage(tag: string): boolean {
  return known.has(tag);
}
