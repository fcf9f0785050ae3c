import { resultHints, type LastRun } from '../../../language/resultHints.ts';
import { describeLoad } from '../../../language/loadProfile.ts';
import type { Hint } from '../../../language/languageDocument.ts';
import type { YamlMap } from '../../yaml/yamlNode.ts';
import { child, entriesOf } from '../buildScope.ts';
import { planModel, testModel } from '../model.ts';
import { effectiveLoad } from '../effectiveTest.ts';
import type { Plan } from '../plan.ts';
import { loadOfStages } from './planLoad.ts';

/** Behind the stages of each test the load that they make in all, and behind each check what its last run measured. */
export function planHints(root: YamlMap, plan: Plan, lastRuns: ReadonlyMap<string, LastRun>): Hint[] {
  return [...loadHints(root, plan), ...lastHints(plan, lastRuns)];
}

function lastHints(plan: Plan, lastRuns: ReadonlyMap<string, LastRun>): Hint[] {
  return plan.tests.flatMap((test) => {
    const { id, checks, guards } = test;
    const last = lastRuns.get(id);
    // A default row stands once and is measured by every test.
    const rows = [...checks, ...guards].filter(({ isDefault }) => !isDefault);
    return last ? resultHints(rows, last, effectiveLoad(test)) : [];
  });
}

function loadHints(root: YamlMap, plan: Plan): Hint[] {
  return entriesOf(child(root, planModel, 'tests')).flatMap(({ key, value }) => {
    const profile = loadOfStages(plan.tests.find(({ id }) => id === key)?.stages ?? []);
    const stages = value.kind === 'map' ? value.entries.find((entry) => entry.key === 'stages') : undefined;
    if (!profile || !stages || !child(value, testModel, 'stages')) return [];
    return [
      {
        offset: stages.keySpan[1] + 1,
        label: describeLoad(profile),
        tooltip: 'The load that these stages make in all.',
      },
    ];
  });
}
