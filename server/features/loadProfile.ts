import type { LoadProfileAnswer } from '../../core/protocol/lsp.ts';
import type { OpenText } from '../documents.ts';
import { positionAt } from '../positions.ts';

/** The loads that a text asks for, which a panel draws. */
export function loadProfileOf({ language, lines, version }: OpenText): LoadProfileAnswer {
  return {
    version,
    loads: language.loads().map(({ name, span, words, profile }) => ({
      ...(name === undefined ? {} : { name }),
      ...{ line: positionAt(lines, span[0]).line, words, profile },
    })),
  };
}
