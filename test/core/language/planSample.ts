/** A plan that uses most of what a plan can, without a problem. */
export const PLAN = `headroom: 1
name: Shop
variables: { max_users: 50, hold: 60s }
secrets: [TOKEN]
environments:
  local:
    target: http://127.0.0.1:8080
    default: true
  big:
    target: http://127.0.0.1:8081
    variables: { max_users: 500 }
requirements:
  '14.9': Search answers within 500 ms
  '14.10': A thousand searches a second
monitors:
  cpu: { command: ./cpu.sh, unit: '%' }
tests:
  search:
    title: Search under load
    runner: http
    requirements: ['14.9']
    headers: { authorization: 'Bearer \${secrets.TOKEN}' }
    requests:
      - name: find
        request: 'GET \${target}/find'
        capture: { item: $.id }
      - request: 'GET \${target}/items/\${item}'
    stages:
      - { name: warm, users: 10, duration: 10s, warmup: true }
      - { name: peak, users: '\${max_users}', duration: '\${hold}', ramp: true }
    checks:
      - p95 latency{stage=peak} < 500ms
      - { on: max cpu, target: '< 70%', requirement: '14.10' }
      - error_rate < 1%
  browse:
    runner: k6
    script: browse.js
    checks:
      - error_rate < 1%
suites:
  nightly: [search, browse]
`;
