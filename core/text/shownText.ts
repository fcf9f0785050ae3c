/**
 * Controls but for the line break and the tab, and what turns the direction of a text. Marks of direction are left alone:
 * Arabic and Hebrew texts need them, and they move nothing but themselves.
 */
const UNSHOWABLE = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A text of a document, a plan or a program as a person may be shown it: in a terminal it moves no cursor and erases
 * nothing, and nowhere does it read in another order than it is written. What was there is seen to have been there.
 */
export function shownText(text: string): string {
  return text.replace(/\r(?=\n|$)/g, '').replace(UNSHOWABLE, '\ufffd');
}
