import type { YamlNode } from '../../yaml/yamlNode.ts';
import { Fields } from '../fields.ts';
import { stageModel } from '../model.ts';
import type { LoadKind, Stage } from '../plan.ts';
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
  /** Said by the first stage that says one. */
  let kindOfTest: LoadKind | undefined;
  let isMixed = false;
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
    const kind: LoadKind | undefined = fields.has('users') ? 'users' : fields.has('rate') ? 'rate' : undefined;
    kindOfTest ??= kind;
    const previous = stages.at(-1);
    if (kind === undefined) {
      if (!fields.hasUnknownKey) reader.report('stage-load', node.span, owner);
    } else if ((fields.has('users') && fields.has('rate')) || kind !== kindOfTest) {
      if (!isMixed)
        reader.report('stage-load-mixed', fields.keySpan(fields.has('rate') ? 'rate' : 'users') ?? node.span);
      isMixed = true;
    }
    const to = (kind === 'users' ? users : rate)?.value;
    const isRamp = fields.flag('ramp');
    const warmup = fields.flag('warmup');
    const from = isRamp && to !== undefined ? (previous?.load.to ?? 0) : to;
    if (from === 0 && to === 0) reader.report('stage-empty', node.span, name?.value ?? number);
    // A stage with a reported fault stays in the list, so that selectors which name it are not faults as well.
    const load = { kind: kind ?? kindOfTest ?? 'users', from: from ?? 0, to: to ?? 0 };
    const stage: Stage = { name: name?.value ?? number, span: node.span, load, durationMs: durationMs ?? 0, warmup };
    stages.push(kind === undefined ? { ...stage, kindIsFaulty: true } : stage);
  }
  const [first] = stages;
  if (first && stages.length === nodes.length && stages.every((stage) => stage.warmup)) {
    reader.report('only-warmup', first.span);
  }
  if (isMixed) for (const stage of stages) stage.kindIsFaulty = true;
  return { stages, stageNames: namesAreKnown ? stages.map((stage) => stage.name) : undefined };
}
