import path from 'node:path';
import { NOTHING_TO_SAY } from '../../core/language/nothingToSay.ts';
import type { TestsAnswer } from '../../core/protocol/lsp.ts';
import type { OpenText } from '../documents.ts';
import { toRange } from '../positions.ts';
import { pathOfUri } from '../uris.ts';

/** Of a text that is of no dialect. */
export const NO_TESTS: TestsAnswer = { environments: NOTHING_TO_SAY.environments(), tests: [] };

/** Tests and suites of a text, which lenses and the Testing view are drawn from. */
export function testsOf({ uri, text, language, lines, version }: OpenText): TestsAnswer {
  const file = pathOfUri(uri);
  return {
    version,
    ...(file === undefined ? {} : { results: path.resolve(path.dirname(file), language.resultsFolder) }),
    environments: language.environments(),
    tests: language.tests().map(({ id, kind, span, wholeSpan, checks }) => ({
      id,
      kind,
      range: toRange(lines, span),
      wholeRange: toRange(lines, wholeSpan),
      checks: checks.map((check) => ({
        id: check.id,
        range: toRange(lines, check.span),
        text: text.slice(...check.span),
      })),
    })),
  };
}
