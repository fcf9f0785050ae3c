import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  addCounts,
  FAILED,
  readHostCounts,
  readHostFailures,
  readVitestCounts,
  readVitestFailures,
  SKIPPED,
  summary,
} from '../../scripts/lib/testCounts.mjs';

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-counts-'));
});
afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

function report(content: unknown): string {
  const file = path.join(folder, 'report.json');
  fs.writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitest = (figures: object, files: object[] = []) =>
  report({ numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: files, ...figures });

describe('the line that npm test ends with', () => {
  test('names what was skipped only when something was', () => {
    expect(summary({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
    expect(summary(addCounts({ passed: 3, failed: 1, skipped: 1 }, SKIPPED))).toBe('3 passed, 1 failed, 2 skipped');
  });

  test('counts single tests', () => {
    const file = vitest({ numPassedTests: 7, numPendingTests: 2, numTodoTests: 1 });
    expect(readVitestCounts(file, 0)).toEqual({ passed: 7, failed: 0, skipped: 3 });
  });

  test('counts a test file that could not be loaded as a failure', () => {
    const broken = { status: 'failed', assertionResults: [] };
    const failing = { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] };
    const file = vitest({ numPassedTests: 1, numFailedTests: 1 }, [broken, failing]);
    expect(readVitestCounts(file, 1)).toEqual({ passed: 1, failed: 2, skipped: 0 });
  });

  test('comes after what failed, a line each', () => {
    const file = vitest({}, [
      { name: '/a.test.ts', status: 'failed', message: 'no such module\n at x', assertionResults: [] },
      {
        name: '/b.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'b works' },
          { status: 'failed', fullName: 'b fails', failureMessages: ['Error: 1 is not 2\n at y'] },
        ],
      },
    ]);
    expect(readVitestFailures(file)).toEqual(['/a.test.ts: no such module', '/b.test.ts > b fails: Error: 1 is not 2']);
    expect(readVitestFailures(path.join(folder, 'none.json'))).toEqual([]);
  });

  test('is never green when the runner was not', () => {
    expect(readVitestCounts(vitest({ numPassedTests: 5 }), 1).failed).toBe(1);
    expect(readVitestCounts(path.join(folder, 'none.json'), 0)).toEqual(FAILED);
    expect(readHostCounts(path.join(folder, 'none.json'), 0)).toEqual(FAILED);
    expect(readHostCounts(path.join(folder, 'none.json'), 3)).toEqual(FAILED);
    expect(readHostCounts(report({ passed: 4, failed: 0, skipped: 0 }), 4)).toEqual({
      passed: 4,
      failed: 1,
      skipped: 0,
    });
  });

  test('names what failed inside VS Code', () => {
    const failures = ['runs has each test: Expected values to be equal'];
    expect(readHostFailures(report({ passed: 4, failed: 1, skipped: 0, failures }))).toEqual(failures);
    expect(readHostFailures(path.join(folder, 'none.json'))).toEqual([]);
  });
});
