import { expect, it } from 'vitest';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';

/** Each comes close to a rule and keeps it. */
const PLANS = [
  `headroom: 1
`,
  `headroom: 1
variables: { a: 1, b-c: 2, a.b: 3 }
tests: { t: { runner: http, request: "GET http://h/\${a}\${b-c}\${a.b}", stages: [{ users: 1, duration: 1s }] } }
`,
  `headroom: 1
environments: { l: { target: "http://127.0.0.1:8080" } }
tests: { t: { runner: http, request: "GET \${target}?q=1", stages: [{ users: 1, duration: 1s }] } }
`,
  `headroom: 1
environments: { l: { target: "http://127.0.0.1:8080" } }
tests: { t: { runner: http, request: "GET \${target}", stages: [{ users: 1, duration: 1s }] } }
`,
  `headroom: 1
environments: { l: { target: "http://127.0.0.1:8080/" } }
tests: { t: { runner: http, request: "GET \${target}x", stages: [{ users: 1, duration: 1s }] } }
`,
  `headroom: 1
environments: { l: { target: "http://127.0.0.1" } }
tests: { t: { runner: http, request: "GET \${target}:8080/x", stages: [{ users: 1, duration: 1s }] } }
`,
  `headroom: 1
variables: { p: /x }
environments: { l: { target: "http://127.0.0.1:8080" } }
tests: { t: { runner: http, request: "GET \${target}\${p}/y", stages: [{ users: 1, duration: 1s }] } }
`,
  `headroom: 1
environments: { l: { target: "http://127.0.0.1:8080" } }
secrets: [K]
tests: { t: { runner: http, request: "GET \${target}/a?k=\${secrets.K}", headers: { X-Api-Key: "\${secrets.K}" }, stages: [{ users: 1, duration: 1s }] } }
`,
  `headroom: 1
environments: { l: { target: "\${env.T}" } }
tests: { t: { runner: http, request: "GET \${target}/a", stages: [{ users: 1, duration: 1s }] } }
`,
  `headroom: 1
monitors: { cpu-load: { command: ./c.sh, unit: "%" }, db.pool: { http: "http://h/x", json: "$['a b'].c" } }
tests: { t: { runner: k6, script: a.js, checks: ["max cpu-load < 70%", "max db.pool < 5"] } }
`,
  `headroom: 1
tests: { t: { runner: wrk, request: GET http://h/, stages: [{ users: 10, duration: 1m }], with: { threads: 2 } } }
`,
  `headroom: 1
tests: { t: { runner: hey, request: GET http://h/, stages: [{ users: 10, duration: 1m }] } }
`,
  `headroom: 1
tests: { t: { runner: command, command: [echo, hi], before: [{ command: x, timeout: 5s }] } }
`,
  `headroom: 1
tests: { t: { runner: coder, scaletest: dashboard, with: { target-users: 0:5 }, checks: ["success_rate > 99%"] } }
suites: { a: [t] }
`,
  `headroom: 1
tests: { t: &t { runner: http, request: GET http://h/, stages: [{ users: 1, duration: 1s }] }, u: *t, v: { <<: *t, title: V } }
suites: { a: { tests: [t, u, v], stop_on: warn } }
`,
  `headroom: 1
defaults: { checks: ["p95 latency < 1s"], guards: ["error_rate > 10% for 10s"], timeout: 5s, headers: { accept: "*/*" } }
`,
  `headroom: 1
preflight: [{ variable: A }, { tool: "k6 >= 1.0" }, { open_files: 1k }, { http: "http://h/", expect: { status: 204 } }, { command: x, expect: { exit: 1 } }]
`,
  `headroom: 1
tests: { t: { runner: http, requests: [{ request: GET http://h/, think: 0s, capture: { target_id: "$.id" } }, { request: "GET http://h/\${target_id}" }], stages: [{ rate: 5, duration: 1s, ramp: true }] } }
`,
  `headroom: 1
environments: { l: { target: "http://127.0.0.1:8080" } }
evidence: { max_age: 7d, environment: l }
requirements: { 1.10: x }
tests: { t: { runner: http, request: "GET \${target}/", requirements: [1.10], stages: [{ users: 1, duration: 1s }] } }
`,
  `headroom: 1
tests: { t: { runner: artillery, script: a.yml, stages: [{ rate: 5, duration: 1m }] } }
`,
];

it.each(PLANS)('no problem is found in %s', (text) => {
  expect(parsePlan(text, { fileKind: () => 'file' }).problems).toEqual([]);
});
