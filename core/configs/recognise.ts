import { isK6Options } from './k6/recogniseConfig.ts';
import { recogniseK6Script } from './k6/recogniseScript.ts';
import { hasTellingKey, LONGEST_LOOK, mayBeK6Script } from './worthReading.ts';
import type { KnownPieces } from './yaml/readPieces.ts';
import { isMapping, outline, type Mapping } from './yaml/outline.ts';

/** What a file says to whom: our plan, a script of Artillery, a script of k6, or a file of options for k6. */
export type Dialect = 'plan' | 'artillery' | 'k6-script' | 'k6-config';

export type Recognition = { dialect: Dialect } | { dialect: undefined; reason: string };

/** What a dialect calls itself where people read. */
export const DIALECT_NAMES: Record<Dialect, string> = {
  plan: 'a Headroom plan',
  artillery: 'an Artillery script',
  'k6-script': 'a k6 script',
  'k6-config': 'a file of k6 options',
};

/**
 * Which dialect a file is in, by what it holds: names such as `load.yml` say nothing. Never throws. `start` is the
 * file's text, or its first 64 KB. `pieces`: those of earlier looks at it.
 */
export function recognise(path: string, start: string, pieces?: KnownPieces): Recognition {
  const fileName = /[^/\\]*$/.exec(path)?.[0] ?? path;
  const text = start.slice(0, LONGEST_LOOK);
  const isCut = start.length >= LONGEST_LOOK;
  if (/(^|\.)headroom\.ya?ml$/i.test(fileName)) return { dialect: 'plan' };
  if (/\.([cm]?[jt]s)$/i.test(fileName)) {
    return mayBeK6Script(text) ? recogniseK6Script(text, isCut) : unknown('it imports nothing from k6');
  }
  if (/\.(ya?ml|json)$/i.test(fileName)) return recogniseMapping(text, isCut, /\.json$/i.test(fileName), pieces);
  return unknown('it is neither YAML, JSON, JavaScript nor TypeScript by its name');
}

const unknown = (reason: string): Recognition => ({ dialect: undefined, reason });

function recogniseMapping(text: string, isCut: boolean, isJson: boolean, pieces?: KnownPieces): Recognition {
  const holdsNothing = isJson
    ? 'it has neither `config` and `scenarios` (Artillery) nor options of k6 such as `scenarios` or `vus`'
    : 'it has neither `headroom` (a plan) nor `config` and `scenarios` (Artillery)';
  if (!hasTellingKey(text)) return unknown(holdsNothing);
  const root = outline(text, isCut, pieces);
  if (!isMapping(root)) return unknown('it holds no mapping');
  if ('headroom' in root) return { dialect: 'plan' };
  if (isArtillery(root)) return { dialect: 'artillery' };
  if (isJson && isK6Options(root)) return { dialect: 'k6-config' };
  return unknown(holdsNothing);
}

const CONFIG_KEYS = [
  ...['target', 'phases', 'environments', 'variables', 'payload', 'processor', 'plugins', 'engines', 'http', 'ws'],
  ...['socketio', 'tls', 'ensure', 'apdex', 'defaults', 'includeFiles'],
];
const FLOW_KEYS = ['flow', 'testFunction', 'flowFunction'];

/** Plugins that no other tool has by these names. */
const TELLING_PLUGINS = ['metrics-by-endpoint', 'publish-metrics', 'fake-data', 'ensure'];

/** A file with only the half of a script counts: `--config` completes it. */
function isArtillery(root: Mapping): boolean {
  const { config, scenarios } = root;
  const has = (value: unknown, keys: readonly string[], atLeast: number): boolean =>
    isMapping(value) && keys.filter((key) => key in value).length >= atLeast;
  if (Array.isArray(scenarios)) {
    return has(config, CONFIG_KEYS, 1) || scenarios.some((item) => has(item, FLOW_KEYS, 1));
  }
  if (scenarios !== undefined || !isMapping(config)) return false;
  const environments = isMapping(config['environments']) ? Object.values(config['environments']) : [];
  const hasPhases = [config, ...environments].some((one) => isMapping(one) && Array.isArray(one['phases']));
  const isAlone = Object.keys(root).every((key) => ['config', 'before', 'after'].includes(key));
  if (hasPhases) return has(config, CONFIG_KEYS, 2) || (isAlone && isLoad(config['phases']));
  // What scenarios of other files share has no load of its own.
  return isAlone && (has(config['plugins'], TELLING_PLUGINS, 1) || isListOfTargets(config));
}

const LOAD_KEYS = ['arrivalRate', 'rampTo', 'arrivalCount', 'pause', 'maxVusers'];

/** Phases that only Artillery has, so they tell enough by themselves. */
function isLoad(phases: unknown): boolean {
  const isAmount = (value: unknown): boolean => typeof value === 'number' || typeof value === 'string';
  return (
    Array.isArray(phases) &&
    phases.every(isMapping) &&
    phases.some((phase) => LOAD_KEYS.some((key) => isAmount(phase[key])))
  );
}

/** Settings for every environment and where each of them is, and nothing that Artillery does not know. */
function isListOfTargets(config: Mapping): boolean {
  const environments = isMapping(config['environments']) ? Object.values(config['environments']) : [];
  const isTarget = (value: unknown): boolean => typeof value === 'string' && /^(https?|wss?):\/\/|^\{\{/.test(value);
  return (
    environments.length > 0 &&
    environments.every((one) => isMapping(one) && isTarget(one['target'])) &&
    Object.keys(config).length > 1 &&
    Object.keys(config).every((key) => CONFIG_KEYS.includes(key))
  );
}
