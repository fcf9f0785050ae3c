import type { Problem } from '../../../problem.ts';
import { RUNNERS } from '../../../runners/index.ts';
import { RUNNER_KINDS } from '../../../runners/runner.ts';
import type { Span } from '../../../text/span.ts';
import type { LoadTest } from '../plan.ts';
import { planProblem } from '../problems.ts';
import type { TestFields } from '../sections/tests.ts';
import type { Template } from '../template.ts';
import type { Rule } from './rule.ts';
import { takesKey } from './runnerKeys.ts';

/** A secret in a URL or header goes only to runners that can keep it from the command line of their process. */
export const shownSecrets: Rule = ({ plan, fieldsOfTest }) => {
  const others = RUNNER_KINDS.filter((kind) => takesKey(kind, 'request') && !RUNNERS[kind].showsItsRequest);
  const remedies = others.map((kind) => `runner: ${kind}`);
  const problems = new Map<string, Problem>();
  for (const test of plan.tests) {
    if (!RUNNERS[test.runner].showsItsRequest) continue;
    for (const { template, span } of placesOf(test, fieldsOfTest.get(test.id))) {
      for (const part of template) {
        if (part.kind !== 'secret') continue;
        // A header of `defaults` or of an aliased test stands in one place for several tests.
        const place = `${span.join('-')} ${part.name}`;
        if (!problems.has(place))
          problems.set(place, planProblem('secret-shown', span, test.runner, part.name, remedies));
      }
    }
  }
  return [...problems.values()];
};

function placesOf(test: LoadTest, fields: TestFields | undefined): { template: Template; span: Span }[] {
  const headers = fields?.node('headers');
  const entries = headers?.kind === 'map' ? headers.entries : [];
  return [
    ...(test.http?.requests ?? []).map(({ url, span }) => ({ template: url, span })),
    ...Object.entries(test.http?.headers ?? {}).map(([name, template]) => ({
      template,
      span: entries.find(({ key }) => key === name)?.value.span ?? test.idSpan,
    })),
  ];
}
