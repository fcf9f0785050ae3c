import {
  amount,
  field,
  flag,
  FREE,
  listOf,
  mapping,
  named,
  oneOf,
  oneOrMore,
  type Field,
  type Fields,
} from './field.ts';
import { DEFAULTS_FIELDS, HTTP_FIELDS } from './http.ts';
import { MODE, PHASE_FIELDS } from './phases.ts';
import { PLAYWRIGHT_FIELDS } from './playwright.ts';
import { APDEX_FIELDS, ENSURE_FIELDS, OTHER_PLUGIN, PLUGIN_FIELDS } from './plugins.ts';
import { SOCKETIO_FIELDS, WS_FIELDS } from './realtime.ts';
import { REQUEST_HOOK_FIELDS } from './requests.ts';

const FLOW = { kind: 'flow' } as const;
const TEXTS = listOf({ kind: 'scalar', values: [] });

const PAYLOAD_FIELDS: Fields = {
  path: field('A CSV file, relative to the script.', named('file')),
  fields: field('Names for the columns, in their order. They become variables.', TEXTS),
  order: oneOf(
    'Which row a virtual user gets.',
    { random: 'Any row.', sequence: 'One after the other, and from the top again.' },
    'random',
  ),
  skipHeader: flag('Whether the first row holds names and is left out.', false),
  delimiter: field('What stands between the cells.', undefined, { default: ',' }),
  cast: flag('Whether cells that look like numbers and flags become such.', true),
  skipEmptyLines: flag('Whether lines without anything are left out.', true),
  loadAll: flag('Whether every virtual user gets all rows, as a list with the `name`.', false),
  name: field('The variable that gets all rows, with `loadAll`.'),
  options: field('Options for the CSV parser.', FREE),
};

const ENVIRONMENT_FIELDS: Fields = {
  target: field('Where requests go to. It needs a scheme, such as `https://`, and no slash at its end.'),
  phases: field(
    'The load, one phase after the other. Without phases one virtual user arrives.',
    listOf(mapping(PHASE_FIELDS)),
  ),
  variables: field('Variables of every virtual user. From a list each takes one item at random.', FREE),
  payload: field('Data from CSV files; each virtual user gets a row.', oneOrMore(mapping(PAYLOAD_FIELDS))),
  processor: field(
    'A file of JavaScript or TypeScript with functions for the scenarios, relative to the script.',
    named('file'),
  ),
  plugins: field('Plugins with their options; `{}` for none.', mapping(PLUGIN_FIELDS, OTHER_PLUGIN)),
  engines: field(
    'Engines that must be loaded, with their options.',
    mapping(
      { playwright: field('Drives real browsers with Playwright.', mapping(PLAYWRIGHT_FIELDS)) },
      field('An engine that Artillery does not bring; npm knows it as `artillery-engine-…`.', FREE),
    ),
  ),
  http: field('Settings for HTTP.', mapping(HTTP_FIELDS)),
  ws: field('Settings for web sockets.', mapping(WS_FIELDS)),
  socketio: field('Settings for Socket.IO.', mapping(SOCKETIO_FIELDS)),
  tls: field(
    'Settings for encrypted connections.',
    mapping({ rejectUnauthorized: flag('Whether a certificate that nobody vouches for is refused.', true) }),
  ),
  ensure: field('What must hold at the end of the test. Needs `ensure: {}` under `plugins`.', mapping(ENSURE_FIELDS)),
  apdex: field('Settings of the plugin `apdex`.', mapping(APDEX_FIELDS)),
  bundling: field(
    'How a processor in TypeScript is bundled.',
    mapping({ external: field('npm packages that are not put into the bundle.', TEXTS) }),
  ),
  includeFiles: field('More files that a distributed test takes along.', listOf(named('file'))),
  engine: field('The engine of scenarios that name none.', named('engine'), { default: 'http' }),
  mode: MODE,
  timeout: amount('The same as `http.timeout`, and stronger.', 'seconds'),
  defaults: field('The older place of `http.defaults`.', mapping(DEFAULTS_FIELDS)),
  pluginsScope: field('What the npm names of plugins begin with, instead of `artillery-plugin-`.'),
  statsInterval: amount('Has no effect in Artillery 2.'),
};

export const CONFIG_FIELDS: Fields = {
  ...ENVIRONMENT_FIELDS,
  environments: field(
    'Other settings by name, chosen with `-e`. They are merged into the config; lists position by position, so a shorter list keeps the rest of the longer.',
    mapping({}, field('An environment: any settings of `config`.', mapping(ENVIRONMENT_FIELDS))),
  ),
};

const HOOK = (what: string): Field => field(what, oneOrMore(named('function')));

export const SCENARIO_FIELDS: Fields = {
  name: field('What the scenario is called. `--scenario-name` chooses it.'),
  weight: amount('How often it is chosen, against the weights of the others.', undefined, '1'),
  engine: field('What runs it.', named('engine'), { default: 'http' }),
  flow: field('What a virtual user does, step by step.', FLOW),
  beforeScenario: HOOK('Functions of the processor that run before the first step: `(context, events, done)`.'),
  afterScenario: HOOK('Functions of the processor that run after the last step: `(context, events, done)`.'),
  onError: HOOK('Functions of the processor that run when the scenario fails.'),
  ...REQUEST_HOOK_FIELDS,
  socketio: field('Settings for Socket.IO in this scenario.', mapping(SOCKETIO_FIELDS)),
  testFunction: field(
    'The function of the processor that drives the browser: `(page, vuContext, events, test)`.',
    named('function'),
  ),
  flowFunction: field('The older name of `testFunction`.', named('function')),
};

const HOOK_FIELDS: Fields = {
  engine: field('What runs it.', named('engine'), { default: 'http' }),
  flow: field('The steps.', FLOW),
};

export const SCRIPT = mapping({
  config: field('Where, how much and with what: target, phases, variables, plugins.', mapping(CONFIG_FIELDS)),
  scenarios: field('What virtual users do. Each takes one, by weight.', listOf(mapping(SCENARIO_FIELDS))),
  before: field(
    'Runs once before the test, such as for a token. What it captures, all virtual users know.',
    mapping(HOOK_FIELDS),
  ),
  after: field('Runs once after the test, such as for cleaning up.', mapping(HOOK_FIELDS)),
});
