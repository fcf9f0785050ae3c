// The tools that run under Headroom, each with the same load by itself and in a plan.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { executablesFolder } from '../tools/folders.mjs';
import { findTool, missingToolRemedy } from '../tools/find.mjs';
import { root } from '../lib/root.mjs';

const CONNECTIONS = 20;
/** For Artillery: so many virtual users, each with so many requests, one after the other. */
const LOOPS_A_SECOND = 60;

/**
 * @typedef {{ file: string, text: string }} Script
 * @typedef {{ name: string, tool: string, script?: (url: string, seconds: number) => Script,
 *   argv: (script: string | undefined, url: string, seconds: number) => string[], test: (seconds: number) => string }} WatchedTool
 */

/** @type {WatchedTool[]} */
export const WATCHED_TOOLS = [
  {
    name: 'k6',
    tool: 'k6',
    script: (url, seconds) => ({
      file: 'load.js',
      text: `import http from 'k6/http';
export const options = { vus: ${CONNECTIONS}, duration: '${seconds}s' };
export default () => { http.get('${url}'); };
`,
    }),
    argv: (script) => ['run', '--quiet', script],
    test: () => '    runner: k6\n    script: load.js',
  },
  {
    name: 'artillery',
    tool: 'artillery',
    script: (url, seconds) => ({
      file: 'load.yml',
      text: `config:
  target: ${new URL(url).origin}
  phases: [{ duration: 1, arrivalCount: ${CONNECTIONS} }]
scenarios:
  - flow:
      - loop: [{ get: { url: / } }]
        count: ${Math.round(LOOPS_A_SECOND * seconds)}
`,
    }),
    argv: (script) => ['run', '--quiet', script],
    test: () => '    runner: artillery\n    script: load.yml',
  },
  ...[
    ['wrk', ''],
    ['wrk, not live', '\n    with: { live: false }'],
  ].map(([name, options]) => ({
    name,
    tool: 'wrk',
    argv: (_script, url, seconds) => ['-t', '2', '-c', String(CONNECTIONS), '-d', `${seconds}s`, url],
    test: (seconds) =>
      `    runner: wrk\n    request: GET \${target}/\n    stages: [{ users: ${CONNECTIONS}, duration: ${seconds}s }]${options}`,
  })),
];

/** Those that are installed; says of the others how to get them. */
export function installedTools(tools = WATCHED_TOOLS) {
  const missing = new Set(tools.map(({ tool }) => tool).filter((tool) => findTool(tool) === undefined));
  for (const tool of missing) console.log(`left out: ${missingToolRemedy(tool)}`);
  return tools.filter(({ tool }) => !missing.has(tool));
}

/** The plan of one test in a new folder of its own, with the files it names. */
export function writePlan({ folder, name, url, test, script }) {
  const own = fs.mkdtempSync(path.join(folder, `${name.replaceAll(/\W+/g, '-')}-`));
  if (script !== undefined) fs.writeFileSync(path.join(own, script.file), script.text);
  const plan = path.join(own, 'bench.headroom.yaml');
  const head = `headroom: 1\nenvironments: { local: { target: "${new URL(url).origin}" } }`;
  fs.writeFileSync(plan, `${head}\ntests:\n  bench:\n${test}\n`);
  return { plan, folder: own };
}

/** @returns {import('node:child_process').ChildProcess} `headroom run`, which finds the tools of the project first */
export function startHeadroom(args, options = {}) {
  const PATH = [executablesFolder, process.env.PATH].join(path.delimiter);
  return spawn(path.join(root, 'bin', 'headroom'), ['run', ...args], {
    stdio: 'ignore',
    env: { ...process.env, PATH },
    ...options,
  });
}

/** @returns {Promise<number | null>} */
export function exitOf(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}
