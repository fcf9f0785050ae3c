/** oha prints nearly what hey prints, in other units and with another meaning of its counts. */
export function isOfOha(text: string): boolean {
  return /^Summary:\r?\n[ \t]*Success rate:/m.test(text) || /^Response time distribution:/m.test(text);
}

/** Results of tools that Headroom does not read: what a text is, and what to do instead. */
const FOREIGN: readonly (readonly [isIt: (text: string) => boolean, reason: string])[] = [
  [isOfOha, 'it is a summary of oha, which Headroom does not read. hey prints one that it does'],
];

/** What a text is that Headroom does not read, in words; undefined where nobody knows it. */
export function foreignReason(text: string): string | undefined {
  return FOREIGN.find(([isIt]) => isIt(text))?.[1];
}
