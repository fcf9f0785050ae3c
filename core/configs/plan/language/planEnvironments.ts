import type { Environments, VariableChoice } from '../../../language/languageDocument.ts';
import { textAt, valueAt } from '../../yaml/lookup.ts';
import type { YamlNode } from '../../yaml/yamlNode.ts';
import type { Plan } from '../plan.ts';

/** A plan with environments is run against one of them. */
export function planEnvironments(root: YamlNode, plan: Plan): Environments {
  const { environments, environment: taken, secrets, envFile } = plan;
  return {
    choices: environments.map(({ id, target, isProtected }) => ({
      id,
      ...(target === undefined ? {} : { target: target.value }),
      isDefault: taken?.id === id,
      isProtected,
    })),
    isChoiceNeeded: environments.length > 0 && taken === undefined,
    variables: plan.variableNames.map((name) => variableChoice(root, plan, name)),
    ...(secrets.length === 0 ? {} : { secrets: secrets.map(({ value }) => value) }),
    ...(envFile === undefined ? {} : { envFile: envFile.value }),
  };
}

/** Values as they are written: what they refer to is only known in a run. */
function variableChoice(root: YamlNode, { environments }: Plan, name: string): VariableChoice {
  const value = textAt(valueAt(root, 'variables'), name);
  const own = environments.flatMap(({ id }) => {
    const text = textAt(valueAt(valueAt(valueAt(root, 'environments'), id), 'variables'), name);
    return text === undefined ? [] : [[id, text] as const];
  });
  return { name, ...(value === undefined ? {} : { value }), ofEnvironment: Object.fromEntries(own) };
}
