import type { InlayHint, Range } from 'vscode-languageserver/node';
import { overlaps, type OpenText } from '../documents.ts';
import { positionAt, toSpan } from '../positions.ts';

export function inlayHintsIn({ language, lines }: OpenText, range: Range): InlayHint[] {
  const span = toSpan(lines, range);
  return language
    .hints()
    .filter(({ offset }) => overlaps([offset, offset], span))
    .map(({ offset, label, tooltip }) => ({
      position: positionAt(lines, offset),
      label,
      paddingLeft: true,
      ...(tooltip === undefined ? {} : { tooltip }),
    }));
}
