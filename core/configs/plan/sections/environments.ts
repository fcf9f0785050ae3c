import type { YamlNode } from '../../yaml/yamlNode.ts';
import { closest } from '../../../text/closest.ts';
import { Fields } from '../fields.ts';
import { environmentModel } from '../model.ts';
import type { Environment } from '../plan.ts';
import type { PlanReader } from '../reader.ts';

/** `planVariables`: the names defined at the top of the plan. */
export function readEnvironments(
  reader: PlanReader,
  node: YamlNode | undefined,
  planVariables: ReadonlySet<string>,
): Environment[] {
  return reader.entries(node, 'environments').flatMap((entry) => {
    const owner = `Environment \`${entry.key}\``;
    const fields = Fields.of(reader, entry.value, environmentModel, owner, entry.keySpan);
    if (!fields) return [];
    const target = fields.text('target');
    if (target && !isHttpUrl(target.value)) reader.report('bad-url', target.span, target.value);
    for (const variable of fields.entries('variables')) {
      if (planVariables.has(variable.key)) continue;
      reader.report('unknown-variable-override', variable.keySpan, variable.key, closest(variable.key, planVariables));
    }
    return [
      {
        id: entry.key,
        span: entry.keySpan,
        target,
        isDefault: fields.flag('default'),
        isProtected: fields.flag('protected'),
      },
    ];
  });
}

export function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^\s/]/.test(text) && URL.canParse(text);
}
