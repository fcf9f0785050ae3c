import { SCALETEST_COMMANDS } from '../../../runners/coder/scaletests.ts';
import { RUNNERS } from '../../../runners/index.ts';
import { UNITS } from '../../../units.ts';
import { RUNNER_KINDS } from '../../../runners/runner.ts';
import type { YamlNode } from '../../yaml/yamlNode.ts';
import { METHODS } from '../sections/requestLine.ts';
import { namesUnder, runnerAt, type PlanPath } from './planContext.ts';

export interface ValueOffer {
  text: string;
  detail?: string;
}

const DURATIONS = ['10s', '30s', '1m', '5m', '10m', '1h'];

/** Values that make sense under a path, where the model alone does not tell. `*` is any key or item. */
const VALUES: readonly (readonly [place: string, offers: (root: YamlNode, path: PlanPath) => ValueOffer[]])[] = [
  ['headroom', () => [{ text: '1', detail: 'format version' }]],
  ['tests.*.runner', () => RUNNER_KINDS.map((text) => ({ text, detail: RUNNERS[text].title }))],
  ['tests.*.scaletest', () => Object.keys(SCALETEST_COMMANDS).map((text) => ({ text }))],
  ['tests.*.requirements.*', requirements],
  ['tests.*.checks.*.requirement', requirements],
  ['suites.*.checks.*.requirement', requirements],
  ['suites.*.*', tests],
  ['suites.*.tests.*', tests],
  ['evidence.environment', (root) => namesUnder(root, ['environments']).map((text) => ({ text }))],
  ['tests.*.request', methods],
  ['tests.*.requests.*.request', methods],
  ['monitors.*.unit', () => Object.keys(UNITS).map((text) => ({ text }))],
  ['preflight.*.tool', () => ['k6', 'artillery', 'wrk', 'hey', 'coder'].map((text) => ({ text }))],
  ['preflight.*.variable', (root) => namesUnder(root, ['secrets']).map((text) => ({ text, detail: 'secret' }))],
  ...['tests.*.stages.*.duration', 'tests.*.timeout', 'defaults.timeout', 'monitors.*.every', 'evidence.max_age'].map(
    (place): [string, () => ValueOffer[]] => [place, () => DURATIONS.map((text) => ({ text }))],
  ),
];

export function planValues(root: YamlNode, path: PlanPath): ValueOffer[] {
  return VALUES.filter(([place]) => fits(place, path)).flatMap(([, offers]) => offers(root, path));
}

/** Options of the runner under `with`, where it has a list of its own. */
export function optionKeys(root: YamlNode, path: PlanPath): { key: string; detail: string }[] {
  const isOptions = path.length === 3 && path[0] === 'tests' && path[2] === 'with';
  const runner = isOptions ? runnerAt(root, path) : undefined;
  const options = runner && RUNNERS[runner].options;
  return Object.entries(options ?? {}).map(([key, { meaning }]) => ({ key, detail: meaning }));
}

function fits(place: string, path: PlanPath): boolean {
  const steps = place.split('.');
  return steps.length === path.length && steps.every((step, index) => step === '*' || step === path[index]);
}

function requirements(root: YamlNode): ValueOffer[] {
  return namesUnder(root, ['requirements']).map((text) => ({ text }));
}

function tests(root: YamlNode, path: PlanPath): ValueOffer[] {
  const listed = new Set(namesUnder(root, path.slice(0, -1)));
  return namesUnder(root, ['tests'])
    .filter((id) => !listed.has(id))
    .map((text) => ({ text }));
}

function methods(): ValueOffer[] {
  return METHODS.map((method) => ({ text: `${method} \${target}/` }));
}
