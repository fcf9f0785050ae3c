import type { YamlNode } from '../../yaml/yamlNode.ts';
import { Fields } from '../fields.ts';
import { stageModel } from '../model.ts';
import type { Stage } from '../plan.ts';
import type { PlanReader } from '../reader.ts';

/** The load profile in order. A ramp starts from the level of the stage before, the first one from 0. */
export function readStages(
  reader: PlanReader,
  list: YamlNode | undefined,
): { stages: Stage[]; stageNames: string[] | undefined } {
  const nodes = reader.someItems(list, 'stages');
  let namesAreKnown = nodes.length > 0;
  const stages: Stage[] = [];
  const names = new Set<string>();
  let mixedReported = false;
  for (const [index, node] of nodes.entries()) {
    const number = String(index + 1);
    const fields = Fields.of(reader, node, stageModel, `Stage ${number}`, node.span);
    if (!fields) {
      namesAreKnown = false;
      continue;
    }
    const name = fields.text('name');
    if (!name && fields.has('name')) namesAreKnown = false;
    const owner = name ? `\`${name.value}\`` : number;
    if (name && names.has(name.value)) reader.report('duplicate-name', name.span, 'stage', name.value);
    names.add(name?.value ?? number);
    const durationMs = fields.timeSpan('duration')?.value;
    const users = fields.count('users', 0);
    const rate = fields.number('rate', 0);
    const kind = fields.has('users') ? 'users' : fields.has('rate') ? 'rate' : undefined;
    const previous = stages.at(-1);
    if (kind === undefined) {
      if (!fields.hasUnknownKey) reader.report('stage-load', node.span, owner);
    } else if ((fields.has('users') && fields.has('rate')) || (previous && previous.load.kind !== kind)) {
      if (!mixedReported)
        reader.report('stage-load-mixed', fields.keySpan(fields.has('rate') ? 'rate' : 'users') ?? node.span);
      mixedReported = true;
    }
    const to = (kind === 'users' ? users : rate)?.value;
    const isRamp = fields.flag('ramp');
    const warmup = fields.flag('warmup');
    const from = isRamp ? (previous?.load.to ?? 0) : to;
    if (from === 0 && to === 0) reader.report('stage-empty', node.span, name?.value ?? number);
    // A stage with a reported fault stays in the list, so that selectors which name it are not faults as well.
    const load = { kind: kind ?? previous?.load.kind ?? 'users', from: from ?? 0, to: to ?? 0 };
    stages.push({ name: name?.value ?? number, span: node.span, load, durationMs: durationMs ?? 0, warmup });
  }
  const [first] = stages;
  if (first && stages.length === nodes.length && stages.every((stage) => stage.warmup)) {
    reader.report('only-warmup', first.span);
  }
  return { stages, stageNames: namesAreKnown ? stages.map((stage) => stage.name) : undefined };
}
