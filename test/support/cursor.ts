/** A text in which `‸` marks a place. */
export function atCursor(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf('‸');
  if (offset === -1) throw new Error('The text marks no place with ‸.');
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}
