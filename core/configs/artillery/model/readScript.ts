import { entriesIn, entryAt, isNull, itemsIn, mapAt, valueAt } from '../../yaml/lookup.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../../yaml/yamlNode.ts';
import { languageOf, type ArtilleryScript, type EngineName, type Scenario } from './script.ts';
import { readSteps } from './readSteps.ts';
import { isUnknown } from './values.ts';

/** The model of a script. It only sorts what is there; what is wrong is for the rules to say. */
export function readScript(root: YamlMap): ArtilleryScript {
  const config = mapAt(root, 'config');
  const hook = (role: 'before' | 'after'): Scenario | undefined => {
    const map = mapAt(root, role);
    return map && readScenario(map, role, { id: 'http' });
  };
  return {
    root,
    parts: partsOf(root),
    config,
    environments: entriesIn(valueAt(config, 'environments')),
    before: hook('before'),
    scenarios: itemsIn(valueAt(root, 'scenarios')).flatMap((item) =>
      item.kind === 'map' ? [readScenario(item, 'scenario', defaultEngine(config))] : [],
    ),
    after: hook('after'),
  };
}

function partsOf(root: YamlMap): ArtilleryScript['parts'] {
  const config = entryAt(root, 'config');
  // An empty one is filled by another file or the command line.
  if (!config || (config.value.kind === 'map' && config.value.entries.length === 0)) return 'scenarios-only';
  return entryAt(root, 'scenarios') ? 'whole' : 'config-only';
}

/** `config.engine` is the engine of scenarios that name none; hooks do not follow it. */
function defaultEngine(config: YamlMap | undefined): EngineName {
  const engine = valueAt(config, 'engine');
  return engine === undefined || isNull(engine) ? { id: 'http' } : engineOf(engine);
}

function engineOf(node: YamlNode): EngineName {
  if (node.kind !== 'scalar' || isUnknown(node)) return { id: undefined, span: node.span };
  return { id: node.text, span: node.span };
}

function readScenario(map: YamlMap, role: Scenario['role'], fallback: EngineName): Scenario {
  const written = valueAt(map, 'engine');
  const engine = written === undefined || isNull(written) ? fallback : engineOf(written);
  const name = valueAt(map, 'name');
  const language = languageOf(engine);
  const flow: YamlEntry | undefined = language === 'foreign' ? undefined : entryAt(map, 'flow');
  return {
    role,
    map,
    span: map.entries[0]?.keySpan ?? map.span,
    name: name?.kind === 'scalar' && !isNull(name) ? { value: name.text, span: name.span } : undefined,
    engine,
    flow,
    steps: language === 'foreign' ? [] : readSteps(flow?.value, language),
  };
}
