// The one entry for every host: tools/vscode/run-tests.mjs and @vscode/test-electron load it inside the extension host.
import * as fs from 'node:fs';
import * as path from 'node:path';
import Mocha from 'mocha';

export async function run(): Promise<void> {
  const options: Mocha.MochaOptions = {
    ui: 'bdd',
    timeout: 20_000,
    color: false,
    reporter: process.env['MOCHA_REPORTER'] ?? 'spec',
  };
  const grep = process.env['MOCHA_GREP'];
  if (grep !== undefined) options.grep = grep;
  const mocha = new Mocha(options);
  for (const name of fs.readdirSync(__dirname)) {
    if (name.endsWith('.test.js')) mocha.addFile(path.join(__dirname, name));
  }
  const failed: string[] = [];
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => {
      resolve(runner.stats);
    });
    runner.on('fail', (test: Mocha.Test, error: Error) => {
      failed.push(`${test.fullTitle()}: ${error.message.split('\n', 1).join('')}`);
    });
  });
  if (!stats) throw new Error('Mocha gave no figures.');
  const { passes, failures, pending } = stats;
  const countsFile = process.env['HEADROOM_TEST_COUNTS'];
  if (countsFile !== undefined) {
    fs.writeFileSync(
      countsFile,
      JSON.stringify({ passed: passes, failed: failures, skipped: pending, failures: failed }),
    );
  }
  if (failures > 0) throw new Error(`${String(failures)} test(s) failed.`);
  if (passes === 0) throw new Error('No test ran.');
}
