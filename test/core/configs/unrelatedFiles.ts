import { file, type KnownFile } from './knownFile.ts';

const NO_LOAD = /neither a default function nor `options`/;
const NOT_K6 = /imports nothing from k6/;
const NO_YAML_KEYS = /neither `headroom` \(a plan\) nor `config` and `scenarios` \(Artillery\)/;
const NO_JSON_KEYS = /neither `config` and `scenarios` \(Artillery\) nor options of k6/;

/** Files that look like one of these and are none. */
export const UNRELATED_FILES: readonly KnownFile[] = [
  file(
    'a helper of k6 scripts',
    'shop.js',
    undefined,
    "import http from 'k6/http';\nexport function buy() { http.post('http://x/'); }\n",
    NO_LOAD,
  ),
  file(
    'a helper of k6 scripts with a class as its default',
    'client.ts',
    undefined,
    "import http from 'k6/http';\nexport default class Client { get() { return http.get('/'); } }\n",
    NO_LOAD,
  ),
  file(
    'a helper of k6 scripts with an object as its default',
    'pages.js',
    undefined,
    "import http from 'k6/http';\nconst pages = { home: () => http.get('/') };\nexport default pages;\n",
    NO_LOAD,
  ),
  file(
    'only options of k6 for others to import',
    'options.js',
    undefined,
    "import { SharedArray } from 'k6/data';\nexport const options = { vus: 10, duration: '10s' };\n",
    NO_LOAD,
  ),
  file(
    'options and a function for k6 scripts to import',
    'common.js',
    undefined,
    "import http from 'k6/http';\nexport const options = { vus: 10, duration: '10s' };\nexport function login() { http.get('http://x/'); }\n",
    NO_LOAD,
  ),
  file(
    'options and addresses for k6 scripts to import',
    'common.js',
    undefined,
    "import http from 'k6/http';\nconst options = { vus: 10 };\nexport { options, url as address };\n",
    NO_LOAD,
  ),
  file(
    'a test of Playwright',
    'shop.spec.ts',
    undefined,
    "import { test, expect } from '@playwright/test';\ntest('shop', async ({ page }) => { await page.goto('/'); });\n",
    NOT_K6,
  ),
  file(
    'a module that speaks of k6 in comments and texts only',
    'docs.js',
    undefined,
    "// import http from 'k6/http'\nconst sample = `import http from 'k6/http'; export default function () {}`;\nexport default function docs() { return \"from 'k6'\" + sample; }\n",
    NOT_K6,
  ),
  file(
    'a module that takes only types of k6',
    'types.ts',
    undefined,
    "import type { Options } from 'k6/options';\nexport default function merge(a: Options): Options { return a; }\n",
    NOT_K6,
  ),
  file(
    'a story',
    'a.stories.js',
    undefined,
    'export const options = { title: 1 };\nexport default function Story() {}\n',
    NOT_K6,
  ),
  file(
    'the configuration of vite',
    'vite.config.ts',
    undefined,
    "import { defineConfig } from 'vite';\nexport default defineConfig({});\n",
    NOT_K6,
  ),
  file('an empty script', 'empty.js', undefined, '', NOT_K6),

  file(
    'docker compose',
    'docker-compose.yml',
    undefined,
    'services:\n  shop:\n    image: shop\n    ports: ["8080:8080"]\nconfigs:\n  a: { file: ./a }\n',
    NO_YAML_KEYS,
  ),
  file(
    'a workflow that runs Artillery',
    '.github/workflows/load.yml',
    undefined,
    'on: push\njobs:\n  load:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npx artillery run load.yml\n        env: { config: x }\n',
    NO_YAML_KEYS,
  ),
  file(
    'a Kubernetes manifest with scenarios in its text',
    'job.yaml',
    undefined,
    'apiVersion: v1\nkind: ConfigMap\ndata:\n  load.yml: |\n    config:\n      target: x\n    scenarios:\n      - flow: []\n',
    NO_YAML_KEYS,
  ),
  file('an API description', 'openapi.yaml', undefined, 'openapi: 3.1.0\npaths: {}\n', NO_YAML_KEYS),
  file(
    'a config of something else',
    'app.yml',
    undefined,
    'config:\n  target: production\n  region: eu\n',
    NO_YAML_KEYS,
  ),
  file('a list of behaviours', 'bdd.yml', undefined, 'scenarios:\n  - given: a cart\n    then: pay\n', NO_YAML_KEYS),
  file('a list', 'list.yml', undefined, '- config: 1\n- scenarios: 2\n', /no mapping/),
  file(
    'package.json',
    'package.json',
    undefined,
    '{"name": "shop", "scripts": {"load": "k6 run a.js"}, "config": {"target": "x"}}',
    NO_JSON_KEYS,
  ),
  file(
    'a summary of k6',
    'summary.json',
    undefined,
    '{"metrics": {"http_reqs": {"count": 1}}, "root_group": {}}',
    NO_JSON_KEYS,
  ),
  file(
    'a pipeline with stages',
    'pipeline.json',
    undefined,
    '{"stages": [{"name": "build"}, {"name": "test"}]}',
    NO_JSON_KEYS,
  ),
  file(
    'measured limits that somebody calls thresholds',
    'limits.json',
    undefined,
    '{"measured_at": "2026-01-01", "thresholds": {"http_req_duration_p95_ms": 29.5}}',
    NO_JSON_KEYS,
  ),
  file(
    'settings of a site, with stages for its load test',
    'site.json',
    undefined,
    '{"root_url": "http://x", "login_path": "/in", "pause": 4, "stages": [{"target": 10, "duration": "2m"}]}',
    NO_JSON_KEYS,
  ),
  file('half a JSON file', 'half.json', undefined, '{"config', NO_JSON_KEYS),
  file('a text', 'README.md', undefined, 'headroom: 1\n', /neither YAML, JSON, JavaScript nor TypeScript/),
];
