/** Beginnings of plans. Each is a whole plan that can be run as soon as its target is right. */

export interface TemplateKind {
  id: 'http' | 'k6' | 'artillery' | 'wrk' | 'hey' | 'coder' | 'command';
  title: string;
  description: string;
  /** What the script of the test is; absent where there is none. */
  script?: 'k6-script' | 'artillery';
}

export const TEMPLATE_KINDS: readonly TemplateKind[] = [
  { id: 'http', title: 'An HTTP service', description: 'by the built-in engine, which needs nothing installed' },
  {
    id: 'k6',
    title: 'A k6 script',
    description: 'its load, or stages of the plan; checks beside its thresholds',
    script: 'k6-script',
  },
  {
    id: 'artillery',
    title: 'An Artillery script',
    description: 'as it is, with checks and guards beside it',
    script: 'artillery',
  },
  { id: 'wrk', title: 'wrk', description: 'as many requests as the service answers' },
  { id: 'hey', title: 'hey', description: 'one URL, some users' },
  { id: 'coder', title: 'Coder scale tests', description: 'coder exp scaletest create-workspaces' },
  { id: 'command', title: 'A command of your own', description: 'a make target or a script with declared outputs' },
];

const STAGES = `    stages:
      - { name: warm-up, users: 5, duration: 10s, warmup: true }
      - { name: steady, users: 20, duration: 60s }
`;

const CHECKS = `    checks:
      - 'p95 latency < 500ms'
      - 'error_rate < 1%'
    guards:
      - 'error_rate > 20% for 10s'
`;

/** `script`: path of the script relative to the plan, where the kind has one. */
export function planTemplate(kind: TemplateKind['id'], name: string, script = 'script.js'): string {
  return `headroom: 1
name: ${JSON.stringify(name)}

environments:
  local:
    target: 'http://127.0.0.1:8080'
    default: true

tests:
${TESTS[kind](JSON.stringify(script))}`;
}

const TESTS: Record<TemplateKind['id'], (script: string) => string> = {
  http: () => `  browse:
    runner: http
    request: 'GET \${target}/'
${STAGES}${CHECKS}`,
  k6: (script) => `  script:
    runner: k6
    script: ${script}
    # The script finds the target as __ENV.TARGET. Without stages here, its own options make the load.
${CHECKS}`,
  artillery: (script) => `  script:
    runner: artillery
    script: ${script}
    # The target of the environment takes the place of the script's.
${CHECKS}`,
  wrk: () => `  hammer:
    runner: wrk
    request: 'GET \${target}/'
    stages:
      - { name: few, users: 10, duration: 15s }
      - { name: many, users: 50, duration: 30s }
${CHECKS}`,
  hey: () => `  hammer:
    runner: hey
    request: 'GET \${target}/'
    stages:
      - { name: steady, users: 20, duration: 30s }
    checks:
      - 'p95 latency < 500ms'
      - 'error_rate < 1%'
`,
  coder: () => `  workspaces:
    runner: coder
    scaletest: create-workspaces
    with: { count: 10, template: docker }
    checks:
      - 'success_rate > 99%'
`,
  command: () => `  benchmark:
    runner: command
    command: [make, benchmark]
    checks:
      - 'exit_code == 0'
`,
};
