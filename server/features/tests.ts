import type { TestsAnswer } from '../../core/protocol/lsp.ts';
import type { OpenText } from '../documents.ts';
import { toRange } from '../positions.ts';

/** Tests and suites of a text, which lenses and the Testing view are drawn from. */
export function testsOf({ language, lines, version }: OpenText): TestsAnswer {
  return {
    version,
    tests: language.tests().map(({ id, kind, span, wholeSpan, checks }) => ({
      id,
      kind,
      range: toRange(lines, span),
      wholeRange: toRange(lines, wholeSpan),
      checks: checks.map((check) => ({ id: check.id, range: toRange(lines, check.span) })),
    })),
  };
}
