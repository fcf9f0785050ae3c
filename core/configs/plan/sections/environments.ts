import type { YamlNode } from '../../yaml/yamlNode.ts';
import { Fields } from '../fields.ts';
import { environmentModel } from '../model.ts';
import type { Environment } from '../plan.ts';
import { PlanReader } from '../reader.ts';
import type { Scope } from '../scope.ts';
import { suggest } from '../suggest.ts';
import { readUrl } from './urls.ts';
import { checkVariableName } from './variables.ts';

/**
 * `planVariables`: the names defined at the top of the plan, undefined when they could not be read. `scopeOf`: the
 * names in force in an environment; its target is resolved there, not in the environment that the plan is resolved for.
 */
export function readEnvironments(
  reader: PlanReader,
  node: YamlNode | undefined,
  planVariables: ReadonlySet<string> | undefined,
  scopeOf: (environment: string) => Scope,
): Environment[] {
  return reader.entries(node, 'environments').flatMap((entry) => {
    const owner = `Environment \`${entry.key}\``;
    const fields = Fields.of(reader, entry.value, environmentModel, owner, entry.keySpan);
    if (!fields) return [];
    const isOwn = reader.scope.environment === entry.key;
    // Faults in another environment's target are told when the plan is resolved for that one.
    const inScope = new PlanReader(reader.source, scopeOf(entry.key), isOwn ? reader.problems : []);
    const target = readUrl(inScope, fields.node('target'), 'target');
    for (const { key, keySpan } of fields.entries('variables')) {
      if (!planVariables || planVariables.has(key) || !checkVariableName(reader, key, keySpan)) continue;
      reader.report('unknown-variable-override', keySpan, key, suggest(reader.problems, key, planVariables));
    }
    const isProtected = fields.flag('protected');
    if (isProtected && !fields.has('target')) reader.report('protected-without-target', entry.keySpan, entry.key);
    return [
      {
        id: entry.key,
        span: entry.keySpan,
        target,
        isDefault: fields.flag('default'),
        isProtected,
      },
    ];
  });
}
