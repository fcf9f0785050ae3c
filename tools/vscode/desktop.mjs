// The tests of test/host in a desktop VS Code, for machines that may download one. VSCODE_VERSION chooses which:
// `npm run build -- --host-tests && VSCODE_VERSION=1.110.0 npm run test:desktop`.
import path from 'node:path';
import { runTests } from '@vscode/test-electron';

try {
  await runTests({
    version: process.env.VSCODE_VERSION ?? 'stable',
    extensionDevelopmentPath: path.resolve('.'),
    extensionTestsPath: path.resolve('dist/host-tests/index.js'),
    launchArgs: [path.resolve('test/fixtures/workspaces/plans'), '--disable-extensions', '--disable-workspace-trust'],
  });
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
}
