// The quickstart: starts the demo service, runs two tests of shop.headroom.yaml against it with the real command line,
// and tells whether both ended as they should. `npm start` calls this.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

const here = import.meta.dirname;
const root = path.resolve(here, '..', '..');
const plan = path.join(here, 'shop.headroom.yaml');
const results = path.join(here, 'headroom-results');

const service = spawn(process.execPath, [path.join(here, 'demo-service.mjs'), '--port', '0', '--exit-with-parent'], {
  stdio: ['pipe', 'pipe', 'inherit'],
});

const runTest = (test, port) =>
  new Promise((resolve, reject) => {
    const args = [
      path.join(root, 'dist', 'cli.js'),
      'run',
      plan,
      '--test',
      test,
      '--set',
      `port=${port}`,
      '--out',
      results,
    ];
    const child = spawn(process.execPath, args, { stdio: 'inherit' });
    const forward = (signal) => child.kill(signal);
    process.on('SIGTERM', forward);
    // A terminal sends Ctrl+C to the command as well; here it must only not end this process first.
    process.on('SIGINT', () => {});
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('SIGTERM', forward);
      resolve(code ?? 1);
    });
  });

/** The newest run of a test: folder names begin with the time. */
const newestRun = (test) => {
  const folders = readdirSync(results).filter((name) => new RegExp(`^\\d{8}_\\d{6}_${test}(-\\d+)?$`).test(name));
  const folder = path.join(results, folders.sort().at(-1));
  return { folder, result: JSON.parse(readFileSync(path.join(folder, 'result.json'), 'utf8')) };
};

try {
  const port = await portOf(service);
  console.log(`The demo service listens on http://127.0.0.1:${port}\n`);
  const browseCode = await runTest('browse', port);
  if (browseCode === 130) process.exit(130);
  const overloadCode = browseCode === 2 ? 2 : await runTest('overload', port);
  if (overloadCode === 130 || overloadCode === 2) process.exit(overloadCode);
  const browse = newestRun('browse');
  const overload = newestRun('overload');
  const warnings = browse.result.checks.filter(({ verdict }) => verdict === 'warn').length;
  const expectations = [
    ['browse passes with one warning', browseCode === 0 && browse.result.verdict === 'warn' && warnings === 1],
    [
      'overload is stopped by its guard',
      overloadCode === 1 && overload.result.reasons.some((reason) => reason.startsWith('stopped by guard')),
    ],
  ];
  console.log('\nQuickstart:');
  for (const [text, holds] of expectations)
    console.log(`  ${holds ? 'as it should be' : 'NOT as it should be'}: ${text}`);
  for (const { folder } of [browse, overload]) {
    console.log(`  report: ${path.relative(process.cwd(), path.join(folder, 'report.html'))}`);
  }
  process.exitCode = expectations.every(([, holds]) => holds) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  service.stdin.end();
  service.kill();
}

/** The port from the line that the service prints when it listens. */
async function portOf({ stdout, exitCode }) {
  for await (const line of createInterface({ input: stdout })) {
    const port = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1];
    if (port !== undefined) return port;
  }
  throw new Error(`The demo service ended before it listened (exit code ${exitCode}).`);
}
