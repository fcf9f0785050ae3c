import type { LoadPlace } from '../../../language/languageDocument.ts';
import { describeLoad } from '../../../language/loadProfile.ts';
import type { YamlMap } from '../../yaml/yamlNode.ts';
import type { Plan } from '../plan.ts';
import { loadOfStages } from './planLoad.ts';
import { planTests } from './planTests.ts';

/** The load of every test that has stages of its own. That of the others is in their scripts. */
export function planLoads(root: YamlMap, plan: Plan): LoadPlace[] {
  return planTests(root, plan).flatMap(({ id, kind, span }): LoadPlace[] => {
    const test = kind === 'test' ? plan.tests.find((one) => one.id === id) : undefined;
    const profile = test && loadOfStages(test.stages);
    return profile ? [{ name: id, span, profile, words: describeLoad(profile) }] : [];
  });
}
