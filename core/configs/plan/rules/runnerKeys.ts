import type { Problem } from '../../../problem.ts';
import type { RunnerKind } from '../../../runners/runner.ts';
import { planProblem } from '../problems.ts';
import type { testModel } from '../model.ts';
import type { TestFields } from '../sections/tests.ts';
import type { Rule } from './rule.ts';

type TestKey = keyof typeof testModel.shape;

/** Keys that only some runners understand. All other keys of a test are for every runner. */
const RUNNERS_OF_KEY: Partial<Record<TestKey, readonly RunnerKind[]>> = {
  script: ['k6', 'artillery', 'wrk'],
  scaletest: ['coder'],
  with: ['k6', 'artillery', 'wrk', 'hey', 'coder'],
  command: ['command'],
  outputs: ['command'],
  request: ['http', 'wrk', 'hey'],
  requests: ['http'],
  headers: ['http', 'wrk', 'hey'],
  timeout: ['http', 'wrk', 'hey', 'command'],
  redirects: ['http'],
  cookies: ['http'],
  data: ['http'],
  tls: ['http'],
  stages: ['http', 'k6', 'artillery', 'wrk', 'hey'],
};

/** Keys without which a runner has nothing to do. One of each group is enough. */
const NEEDED_KEYS: Record<RunnerKind, readonly (readonly TestKey[])[]> = {
  http: [['request', 'requests'], ['stages']],
  k6: [['script']],
  artillery: [['script']],
  wrk: [['request', 'script'], ['stages']],
  hey: [['request'], ['stages']],
  coder: [['scaletest']],
  command: [['command']],
};

export function takesKey(runner: RunnerKind, key: TestKey): boolean {
  return RUNNERS_OF_KEY[key]?.includes(runner) ?? true;
}

/** A test has the keys that its runner needs and none that it would silently ignore. */
export const runnerKeys: Rule = ({ plan, fieldsOfTest }) => {
  const problems: Problem[] = [];
  // An aliased test is one test as far as its keys go.
  const seen = new Set<unknown>();
  for (const test of plan.tests) {
    const fields = fieldsOfTest.get(test.id);
    if (!fields || seen.has(fields.map)) continue;
    seen.add(fields.map);
    for (const [key, runners] of Object.entries(RUNNERS_OF_KEY) as [TestKey, readonly RunnerKind[]][]) {
      const keySpan = fields.writtenSpan(key);
      if (keySpan && !takesKey(test.runner, key)) {
        problems.push(
          planProblem(
            'runner-ignores',
            keySpan,
            test.runner,
            key,
            runners.map((runner) => `runner: ${runner}`),
          ),
        );
      }
    }
    const second = fields.writtenSpan('requests');
    if (second && fields.has('request') && takesKey(test.runner, 'requests'))
      problems.push(planProblem('request-twice', second));
    for (const group of NEEDED_KEYS[test.runner]) {
      if (group.some((key) => fields.has(key))) continue;
      // Stages that stand inside a request are reported there.
      if (group[0] === 'stages' && requestsHold(fields, 'stages')) continue;
      if (group[0] === 'stages') problems.push(planProblem('missing-stages', test.idSpan, test.runner));
      else problems.push(planProblem('runner-needs', test.idSpan, test.runner, group.join('` or `')));
    }
  }
  return problems;
};

function requestsHold(fields: TestFields, key: TestKey): boolean {
  const requests = fields.node('requests');
  if (requests?.kind !== 'sequence') return false;
  return requests.items.some((item) => item.kind === 'map' && item.entries.some((entry) => entry.key === key));
}
