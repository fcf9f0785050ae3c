import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ToolName } from '../../../scripts/tools/find.mjs';
import type { RunnerKind } from '../../../core/runners/runner.ts';

/** With letters that every way of writing a value writes otherwise. */
export const SECRET = 'tok/3c9f+"very"&4711-secret';

/** A runner whose tool sends the secret and says it again wherever it can. */
export interface SecretSubject {
  runner: RunnerKind;
  what: string;
  tool?: ToolName;
  keys: string;
  /** Name of the secret; the tool finds it in the environment. */
  name?: string;
  /** Puts files beside the plan, and gives what the environment needs more. */
  setUp?: (folder: string) => NodeJS.ProcessEnv;
  /** The server got it. */
  reachesServer?: true;
  /** What of what the tool said must have been kept, so that the test looks at something. */
  kept: RegExp;
}

const STAGES = '    stages: [{ users: 1, duration: 2s }]\n';
const CHECKS = '    checks: ["error_rate < 50%"]\n';

const files =
  (texts: Record<string, string>) =>
  (folder: string): NodeJS.ProcessEnv => {
    for (const [name, text] of Object.entries(texts)) writeFileSync(path.join(folder, name), text);
    return {};
  };

/** In a URL, in a log, in an error, as a tag, in base64, in JSON. */
const K6_SCRIPT = `
import http from 'k6/http';
import encoding from 'k6/encoding';
import { check, group, sleep } from 'k6';
const token = __ENV.TOKEN;
export const options = { vus: 1, iterations: 3, thresholds: { ['http_reqs{token:' + encodeURIComponent(token) + '}']: ['count>=0'] } };
export function setup() { return { token }; }
export default function () {
  const headers = { authorization: 'Bearer ' + token, basic: 'Basic ' + encoding.b64encode('ada:' + token) };
  const tags = { token };
  const response = http.get(__ENV.TARGET + '/?token=' + encodeURIComponent(token), { headers, tags });
  http.get(__ENV.TARGET + '/raw?token=' + token, { headers });
  check(response, { ['has ' + token]: (it) => it.status === 999 });
  group('group ' + token, () => console.log('kept', token, JSON.stringify(headers), response.body));
  console.error('failed with ' + token);
  http.get('http://127.0.0.1:1/' + encodeURIComponent(token));
  sleep(0.4);
  throw new Error('thrown ' + token);
}
`;

const ARTILLERY_SCRIPT = `
config:
  processor: ./own.cjs
  plugins: { expect: {} }
scenarios:
  - name: "shop"
    beforeScenario: tell
    flow:
      - log: "kept {{ $env.TOKEN }}"
      - get:
          url: "/?token={{ $env.TOKEN }}"
          headers: { authorization: "Bearer {{ $env.TOKEN }}" }
          expect: { contentType: json, hasHeader: "{{ $env.TOKEN }}" }
          capture: { json: "$.none", as: none }
      - get: { url: "http://127.0.0.1:1/{{ $env.TOKEN }}" }
`;
const ARTILLERY_PROCESSOR = `
module.exports = { tell: (context, events, done) => {
  const token = process.env.TOKEN;
  console.log('kept', token, Buffer.from('ada:' + token).toString('base64'));
  console.error({ token });
  events.emit('counter', 'counter of ' + token, 1);
  done();
} };
`;

const WRK_SCRIPT = `
local token = os.getenv('TOKEN')
function request() return wrk.format('GET', '/?token=' .. token, { authorization = 'Bearer ' .. token }) end
function done() print('kept ' .. token) io.stderr:write('on stderr ' .. token .. '\\n') error('thrown ' .. token) end
`;

const COMMAND = `
const token = process.env.TOKEN;
console.log('kept ' + token);
console.log(JSON.stringify({ score: 3, token, url: encodeURIComponent(token) }));
fetch(process.argv[2], { headers: { authorization: 'Bearer ' + token } }).then(() => {
  console.error('failed with ' + token + ' and ' + Buffer.from('ada:' + token).toString('base64url'));
  process.exit(1);
});
`;

export const SECRET_SUBJECTS: readonly SecretSubject[] = [
  {
    runner: 'http',
    what: 'in header, URL and body, captured and expected again',
    keys: `    requests:
      - request: "POST \${target}/echo?token=\${secrets.TOKEN}"
        name: echo
        headers: { authorization: "Bearer \${secrets.TOKEN}" }
        body: "token=\${secrets.TOKEN}"
        expect: { status: 201 }
        capture: { mine: '/"authorization":"([^"]*)/' }
      - request: "GET http://127.0.0.1:1/\${secrets.TOKEN}"
${STAGES}${CHECKS}`,
    reachesServer: true,
    kept: /status/,
  },
  {
    runner: 'k6',
    what: 'in headers, URLs, logs, errors, tags and names of checks',
    tool: 'k6',
    keys: `    script: load.js\n    with: { samples: true }\n${CHECKS}`,
    setUp: files({ 'load.js': K6_SCRIPT }),
    reachesServer: true,
    kept: /kept/,
  },
  {
    runner: 'artillery',
    what: 'in headers, URLs, logs, errors and names of counters',
    tool: 'artillery',
    keys: `    script: load.yml\n    stages: [{ rate: 2, duration: 1s }]\n${CHECKS}`,
    setUp: files({ 'load.yml': ARTILLERY_SCRIPT, 'own.cjs': ARTILLERY_PROCESSOR }),
    reachesServer: true,
    kept: /kept/,
  },
  {
    runner: 'wrk',
    what: 'in a header of the plan',
    tool: 'wrk',
    keys: `    request: GET \${target}/\n    headers: { authorization: "Bearer \${secrets.TOKEN}" }\n${STAGES}${CHECKS}`,
    reachesServer: true,
    kept: /headroom_secret/,
  },
  {
    runner: 'wrk',
    what: 'printed and thrown by its script',
    tool: 'wrk',
    keys: `    script: own.lua\n${STAGES}${CHECKS}`,
    setUp: files({ 'own.lua': WRK_SCRIPT }),
    reachesServer: true,
    kept: /kept/,
  },
  {
    runner: 'coder',
    what: 'said by a coder that says too much',
    name: 'CODER_SESSION_TOKEN',
    keys: '    scaletest: create-workspaces\n    with: { count: 2, template: pod-swdev }\n    checks: ["error_rate < 1%"]\n',
    setUp: talkativeCoder,
    kept: /kept/,
  },
  {
    runner: 'command',
    what: 'in its output and its last words',
    keys: `    command: [node, load.cjs, "\${target}/"]\n    outputs: { score: { json: $.score } }\n    checks: ["score > 1"]\n`,
    setUp: files({ 'load.cjs': COMMAND }),
    reachesServer: true,
    kept: /kept/,
  },
];

/** The stand-in for `coder`, which says its token before it begins and fails. */
function talkativeCoder(folder: string): NodeJS.ProcessEnv {
  const programs = path.join(folder, 'bin');
  mkdirSync(programs);
  const standin = path.resolve(import.meta.dirname, '../../standins/coder.mjs');
  const program = path.join(programs, 'coder');
  writeFileSync(
    program,
    `#!/bin/sh\nprintf 'kept %s\\n' "$CODER_SESSION_TOKEN" >&2\nexec "${process.execPath}" "${standin}" "$@"\n`,
  );
  chmodSync(program, 0o755);
  return {
    PATH: `${programs}${path.delimiter}${process.env['PATH'] ?? ''}`,
    CODER_STANDIN_STATE: path.join(folder, 'deployment.json'),
    CODER_STANDIN_FAILURE_RATE: '1',
  };
}
