import path from 'node:path';
import type { InlayHint, Range } from 'vscode-languageserver/node';
import { LastRuns } from '../../core/node/lastRuns.ts';
import { overlaps, type OpenText } from '../documents.ts';
import { positionAt, toSpan } from '../positions.ts';
import { pathOfUri } from '../uris.ts';

/** Hints of a text, with what the last runs of its tests measured. */
export class InlayHints {
  private readonly runs = new LastRuns();

  async in({ uri, language, lines }: OpenText, range: Range): Promise<InlayHint[]> {
    const span = toSpan(lines, range);
    const testIds = language.tests().map(({ id }) => id);
    const file = pathOfUri(uri);
    const lastRuns =
      file === undefined
        ? new Map<string, never>()
        : await this.runs.of(path.resolve(path.dirname(file), language.resultsFolder), testIds);
    return language
      .hints(lastRuns)
      .filter(({ offset }) => overlaps([offset, offset], span))
      .map(({ offset, label, tooltip }) => ({
        position: positionAt(lines, offset),
        label,
        paddingLeft: true,
        ...(tooltip === undefined ? {} : { tooltip }),
      }));
  }
}
