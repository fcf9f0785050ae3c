import type { TestPlace } from '../../../language/languageDocument.ts';
import type { YamlMap } from '../../yaml/yamlNode.ts';
import { child, entriesOf } from '../buildScope.ts';
import { planModel } from '../model.ts';
import type { CheckRow, Plan } from '../plan.ts';

/** Tests and suites that can be run, in the order of the text. One that could not be read is no test. */
export function planTests(root: YamlMap, plan: Plan): TestPlace[] {
  const places = (
    section: 'tests' | 'suites',
    kind: TestPlace['kind'],
    rowsOf: (id: string) => readonly CheckRow[] | undefined,
  ) =>
    entriesOf(child(root, planModel, section)).flatMap(({ key, keySpan, value }): TestPlace[] => {
      const rows = rowsOf(key);
      if (!rows) return [];
      const checks = rows.map(({ check, span }) => ({ id: check.id, span }));
      return [{ id: key, kind, span: keySpan, wholeSpan: [keySpan[0], Math.max(keySpan[1], value.span[1])], checks }];
    });
  const tests = new Map(plan.tests.map((test) => [test.id, [...test.checks, ...test.guards]]));
  const suites = new Map(plan.suites.map((suite) => [suite.id, suite.checks]));
  return [...places('tests', 'test', (id) => tests.get(id)), ...places('suites', 'suite', (id) => suites.get(id))];
}
