import type { DocumentLink, Location, Position } from 'vscode-languageserver/node';
import type { OpenText } from '../documents.ts';
import { offsetAt, toRange } from '../positions.ts';

/** Files that the text names, to be opened from there. */
export function linksOf(open: OpenText): DocumentLink[] {
  return open.language.links().flatMap(({ span, path, place }) => {
    const target = targetOf(open, path);
    // Editors take the place from behind the `#`, counted from 1.
    const fragment = place ? `#L${place.line + 1},${place.column + 1}` : '';
    return target === undefined ? [] : [{ range: toRange(open.lines, span), target: target + fragment }];
  });
}

/** The file named at a place, as a definition: people go there by the same key. */
export function fileAt(open: OpenText, position: Position): Location[] {
  const offset = offsetAt(open.lines, position);
  const link = open.language.links().find(({ span: [start, end] }) => start <= offset && offset <= end);
  const uri = link && targetOf(open, link.path);
  const start = { line: link?.place?.line ?? 0, character: link?.place?.column ?? 0 };
  return uri === undefined ? [] : [{ uri, range: { start, end: start } }];
}

function targetOf({ uri }: OpenText, path: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  return new URL(path.split('/').map(encodeURIComponent).join('/'), uri).href;
}
