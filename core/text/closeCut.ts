/** Ends a JSON text that was cut somewhere behind its last whole value, so that what there is of it can be read. */
export function closeCut(text: string): string {
  const open: string[] = [];
  let whole = { end: 0, closers: '' };
  for (const { 0: piece, index } of text.matchAll(/"(?:\\.|[^"\\])*"?|[[\]{},]/g)) {
    if (piece === '{' || piece === '[') open.push(piece === '{' ? '}' : ']');
    else if (piece === '}' || piece === ']') open.pop();
    else if (piece === ',') whole = { end: index, closers: open.toReversed().join('') };
  }
  return open.length === 0 ? text : text.slice(0, whole.end) + whole.closers;
}
