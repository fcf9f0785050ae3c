/** A way in which a tool goes wrong, as the source of a program for Node that stands in for it. */
export interface Fault {
  name: string;
  source: string;
  /** The run is stopped from outside a moment after the tool was started. */
  isStopped?: true;
}

/** A child in the tool's process group that would stay for ever and takes no hint. */
const CHILD = `require('node:child_process').spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => 0); setInterval(() => 0, 1e6)'], { stdio: 'ignore' }).unref();`;

/** What no adapter may take for a good run. */
export const FAULTS: readonly Fault[] = [
  { name: 'exits at once with 0', source: '' },
  { name: 'exits at once with 1', source: 'process.exitCode = 1;' },
  { name: 'crashes', source: `process.kill(process.pid, 'SIGSEGV'); setInterval(() => 0, 1e6);` },
  { name: 'aborts midway', source: `console.log('begun'); process.exitCode = 134;` },
  { name: 'prints garbage', source: `for (let line = 0; line < 5000; line += 1) console.log('\\u0000%%{]' + line);` },
  {
    name: 'prints 200 MB without a newline',
    source: `const piece = Buffer.alloc(1 << 20, 120); let left = 200;
const write = () => { while (left-- > 0) if (!process.stdout.write(piece)) return process.stdout.once('drain', write); };
write();`,
  },
  { name: 'never ends', source: 'setInterval(() => 0, 1e6);', isStopped: true },
  {
    name: 'ignores the polite stop',
    source: `for (const name of ['SIGTERM', 'SIGINT']) process.on(name, () => 0); process.stdin.resume(); setInterval(() => 0, 1e6);`,
    isStopped: true,
  },
  { name: 'leaves a child behind', source: `${CHILD} process.exitCode = 1;` },
  { name: 'writes half a JSON', source: `process.stdout.write('{"result": {"value": 12, "more": [');` },
];
