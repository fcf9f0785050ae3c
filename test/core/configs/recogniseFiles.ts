import { file, type KnownFile } from './knownFile.ts';

/** Files that are ours, Artillery's or k6's. */
export const FILES: readonly KnownFile[] = [
  file('a plan by its name', 'shop.headroom.yaml', 'plan', ''),
  file('a plan called headroom.yml', '/plans/headroom.yml', 'plan', 'tests: {}\n'),
  file('a plan of another name', 'load/plan.yaml', 'plan', '# checkout\nheadroom: 1\ntests: {}\n'),

  file(
    'Artillery with phases and scenarios',
    'artillery.yml',
    'artillery',
    `config:
  target: "http://127.0.0.1:8080"
  phases:
    - duration: 60
      arrivalRate: 5
scenarios:
  - name: search
    flow:
      - get: { url: "/search" }
`,
  ),
  file(
    'Artillery with lists at the indentation of their keys',
    'load.yaml',
    'artillery',
    `---
config:
  target: '{{ $env.TARGET }}'
scenarios:
- flow:
  - get:
      url: /
`,
  ),
  file(
    'Artillery in JSON',
    'load.json',
    'artillery',
    '{ "config": { "target": "http://x", "phases": [] }, "scenarios": [{ "flow": [] }] }',
  ),
  file('Artillery in flow style', 'a.yml', 'artillery', '{config: {target: x}, scenarios: [{flow: []}]}\n'),
  file(
    'Artillery with environments only',
    'a.yml',
    'artillery',
    'config:\n  environments:\n    staging: { target: http://x }\nscenarios:\n  - flow: []\n',
  ),
  file(
    'Artillery for Playwright',
    'browser.yml',
    'artillery',
    'config:\n  engines: { playwright: {} }\nscenarios:\n  - engine: playwright\n    testFunction: shop\n',
  ),
  file('only scenarios of Artillery', 's.yml', 'artillery', 'scenarios:\n  - name: a\n    flow:\n      - think: 1\n'),
  file(
    'only the config of Artillery, with its load in an environment',
    'c.yml',
    'artillery',
    'config:\n  target: x\n  environments:\n    dev:\n      phases:\n        - pause: 1\n',
  ),
  file(
    'only what scenarios of Artillery share',
    'c.yml',
    'artillery',
    'config:\n  target: x\n  plugins:\n    metrics-by-endpoint: {}\n',
  ),
  file('plugins of something else', 'c.yml', undefined, 'config:\n  plugins:\n    slack: {}\n'),
  file('only the config of Artillery', 'c.yml', 'artillery', 'config:\n  target: x\n  phases:\n    - pause: 1\n'),
  file(
    'nothing but the load of Artillery',
    'mild-load.yml',
    'artillery',
    'config:\n  phases:\n    - duration: 5\n      arrivalRate: 1\n    - pause: 10s\n',
  ),
  file(
    'only the environments of Artillery',
    'environments.yml',
    'artillery',
    "config:\n  tls: { rejectUnauthorized: false }\n  environments:\n    local: { target: 'http://localhost:8001' }\n",
  ),
  file(
    'Artillery with a slip in it',
    'a.yml',
    'artillery',
    'config:\n  target: http://x\n  phases: [\nscenarios:\n  - flow:\n      - get: { url: / }\n',
  ),
  file(
    'anchors beside the script',
    'a.yml',
    'artillery',
    'shared: &flow\n  - get: { url: / }\nconfig: { target: http://x }\nscenarios:\n  - flow: *flow\n',
  ),

  file(
    'a k6 script',
    'script.js',
    'k6-script',
    `import http from 'k6/http';
import { check, sleep } from 'k6';
export const options = { vus: 10, duration: '30s' };
export default function () {
  check(http.get('http://127.0.0.1:8080/'), { ok: (r) => r.status === 200 });
  sleep(1);
}
`,
  ),
  file(
    'a k6 script in TypeScript',
    'script.ts',
    'k6-script',
    `import http, { type Response } from 'k6/http';
import type { Options } from 'k6/options';
export const options: Options = { vus: 1 };
export default (): void => {
  const response: Response = http.get<'text'>(\`http://\${__ENV.HOST}/\`);
};
`,
  ),
  file(
    'a k6 script with scenarios and no default function',
    'scenarios.js',
    'k6-script',
    `import http from "k6/http";
export let options = { scenarios: { browse: { executor: 'constant-vus', vus: 2, duration: '5s', exec: 'browse' } } };
export function browse() { http.get('http://127.0.0.1/'); }
`,
  ),
  file(
    'a k6 script with its function exported by name',
    'script.js',
    'k6-script',
    "import http from 'k6/http';\nfunction main() { http.get('http://x/'); }\nexport { main as default };\n",
  ),
  file(
    'a k6 script that hands on its default function',
    'script.js',
    'k6-script',
    "import 'k6/http';\nexport { default } from './flow.js';\n",
  ),
  file(
    'a k6 script whose requests are in a helper',
    'script.js',
    'k6-script',
    "import { buy } from './shop.js';\nexport const options = { vus: 3, iterations: 9 };\nexport default function () { buy(); }\n",
  ),
  file(
    'a k6 script with a default arrow in a constant',
    's.mjs',
    'k6-script',
    "import http from 'k6/http';\nconst run = () => http.get('http://x/');\nexport default run;\n",
  ),
  file(
    'a k6 script that only knows a module of jslib',
    's.js',
    'k6-script',
    "import { Httpx } from 'https://jslib.k6.io/httpx/0.1.0/index.js';\nconst session = new Httpx();\nexport default async function () { session.get('/'); }\n",
  ),
  file(
    'a k6 script that a compiler made',
    'script.js',
    'k6-script',
    '"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\nexports.options = void 0;\nvar http = require("k6/http");\nfunction _default() { http.get("http://x/"); }\nexports.default = _default;\n',
  ),
  file(
    'a k6 script in CommonJS',
    's.js',
    'k6-script',
    "const http = require('k6/http');\nmodule.exports = { options: { vus: 2 }, default: function () { http.get('http://x/'); } };\n",
  ),
  file(
    'a k6 script in CommonJS with methods and short names',
    's.js',
    'k6-script',
    "const http = require('k6/http');\nconst options = { vus: 2 };\nexports = module.exports = { options, async default() { http.get('http://x/'); } };\n",
  ),
  file(
    'a k6 script in CommonJS that names each of its exports',
    's.js',
    'k6-script',
    "const { sleep } = require('k6');\nmodule.exports.options = { vus: 2 };\nmodule.exports.default = () => sleep(1);\n",
  ),
  file(
    'a k6 script in CommonJS whose scenario names its function',
    's.js',
    'k6-script',
    "const { sleep } = require('k6');\nmodule.exports = { options: { scenarios: { a: { executor: 'constant-vus', exec: 'shop' } } }, shop() { sleep(1); } };\n",
  ),
  file(
    'a k6 script that webpack made',
    'bundle.js',
    'k6-script',
    '(()=>{var e={d:(t,r)=>{}};var __webpack_exports__={};e.d(__webpack_exports__,{default:()=>run});const http=require("k6/http");function run(){http.get("http://x/")}module.exports=__webpack_exports__})();',
  ),
  file(
    'a k6 script behind a comment, a regular expression and a division',
    's.js',
    'k6-script',
    "// export default of nothing: '\n/* `${ */\nconst quote = /['\"`/]/g, half = 4 / 2;\nimport { sleep } from 'k6';\nexport default function () { sleep(half / 2); }\n",
  ),
  file(
    'a k6 script that is begun with its options',
    'new.js',
    'k6-script',
    "import http from 'k6/http';\nexport const options = {\n\n};\n",
  ),
  file(
    'a k6 script that has no function but those that k6 calls itself',
    'new.ts',
    'k6-script',
    "import grpc from 'k6/net/grpc';\nexport const options = { vus: 1 };\nexport async function setup() {}\n",
  ),
  file(
    'a k6 script with a slip where it names its function',
    's.js',
    'k6-script',
    "import http from 'k6/http';\nexport const options = { scenarios: { a: { executor: 'constant-vus', duration: '1s', exce: 'shop' } } };\nexport function shop() { http.get('http://x/'); }\n",
  ),
  file(
    'a k6 script that lacks its default function',
    's.js',
    'k6-script',
    "import http from 'k6/http';\nimport { check } from 'k6';\nexport const options = { vus: 10, duration: '10s' };\nexport function main() { check(http.get('http://x/'), {}); }\n",
  ),
  file(
    'a k6 script with thresholds that lacks its default function',
    's.ts',
    'k6-script',
    "import { sleep } from 'k6';\nconst main = async (): Promise<void> => { sleep(1); };\nexport const options = { thresholds: { checks: ['rate>0.9'] } };\nexport { main };\n",
  ),
  file(
    'a k6 script with an arrow function that its scenario forgets',
    's.ts',
    'k6-script',
    "import { sleep } from 'k6';\nexport const options = { scenarios: { a: { executor: 'constant-vus', duration: '1s' } } };\nexport const shop = (): void => sleep(1);\n",
  ),
  file(
    'a k6 script that has only its preparation yet',
    's.js',
    'k6-script',
    "import http from 'k6/http';\nexport async function setup() { return http.get('http://x/').json(); }\n",
  ),
  file(
    'a k6 test of the browser',
    'b.js',
    'k6-script',
    "import { browser } from 'k6/browser';\nexport default async function () {}\n",
  ),

  file(
    'options of k6 with scenarios',
    'config.json',
    'k6-config',
    '{ "scenarios": { "peak": { "executor": "constant-vus", "vus": 5, "duration": "10s" } } }',
  ),
  file('options of k6 with stages', 'k6.json', 'k6-config', '{"stages": [{ "duration": "10s", "target": 5 }]}'),
  file('options of k6 in other case', 'k6.json', 'k6-config', '{"VUs": 5, "Duration": "10s"}'),
  file('thresholds of k6', 't.json', 'k6-config', '{"thresholds": {"http_req_duration": ["p(95)<500"]}}'),
  file(
    'a threshold of k6 in another form',
    't.json',
    'k6-config',
    '{"thresholds": {"http_req_failed{a:b}": "rate<1"}}',
  ),
  ...[
    '{"stages":[{"duration":"5s"}],"vus":1}',
    '{"stages":[{"target":5}],"vus":1}',
    '{"vus":1,"duration":"5s","stages":[]}',
    '{"vus":1,"duration":"5s","scenarios":{}}',
    '{"vus":"1","stages":"5s:10"}',
    '{"iterations":4,"stages":[{"target":5}]}',
    '{"duration":"5s","scenarios":{"a":{}}}',
    '{"scenarios":{"a":{"VUs":1,"duration":"5s"}}}',
    '{"duration":"5s","thresholds":{"failed requests":["rate<0.1"]}}',
    '{"thresholds":{"my_own":[{"threshold":"rate<0.1"}]},"stages":null}',
  ].map((text) => file(`faulty options of k6: ${text}`, 'k6.json', 'k6-config', text)),
  file('an option of k6 that is misspelt', 't.json', 'k6-config', '{"vus": 5, "duratoin": "10s"}'),
];
