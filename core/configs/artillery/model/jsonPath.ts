/** Why a text cannot be a JSON path, in words; undefined where it may be one. Expressions in it are not looked at. */
export function findJsonPathFault(path: string): string | undefined {
  if (path.trim() === '') return 'it is empty';
  // Filters and scripts may hold any character of JavaScript.
  if (/[(`]/.test(path)) return undefined;
  let isOpen = false;
  for (let at = 0; at < path.length; at++) {
    const character = path[at];
    if (isOpen && (character === '"' || character === "'")) {
      const close = path.indexOf(character, at + 1);
      if (close === -1) return `the quote \`${character}\` is not closed`;
      at = close;
    } else if (character === '[') {
      if (isOpen) return 'one `[` stands in another';
      isOpen = true;
    } else if (character === ']') {
      if (!isOpen) return '`]` closes nothing';
      isOpen = false;
    }
  }
  return isOpen ? '`[` is not closed' : undefined;
}
