/** No heading, name or link's text that means something is longer. */
export const LONGEST_NAME = 300;

/** Marks that turn the order in which text is shown: what is there then reads as something else. Unicode's Bidi_Control. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text without marks that turn the order in which it is shown. */
export function withoutTurning(text: string): string {
  return text.replace(TURNING, '');
}

/**
 * The beginning of a text that names something (a heading, a title, a link, a file): cut before any pattern looks at it, since
 * patterns that are quick on a name may take minutes on a text of many thousand dashes.
 */
export function shortText(text: string, most = LONGEST_NAME): string {
  return text.length > most ? text.slice(0, most) : text;
}
