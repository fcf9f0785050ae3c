import fs from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** A part that is no test suite counts as one. */
export const PASSED = { passed: 1, failed: 0, skipped: 0 };
export const FAILED = { passed: 0, failed: 1, skipped: 0 };
export const SKIPPED = { passed: 0, failed: 0, skipped: 1 };

/** @returns {Counts} */
export function addCounts(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** @param {Counts} counts */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * The tests of vitest's JSON report. A file that could not even be loaded has no test, and counts as one failure.
 * @returns {Counts}
 */
export function readVitestCounts(file, exitCode) {
  const report = readJson(file);
  if (!report) return FAILED;
  const unloadable = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  return atLeastOneFailure(exitCode, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests + report.numTodoTests,
  });
}

/**
 * What failed in vitest's JSON report, a line each: file, name, and the first line of the message. Of a long build log
 * often only the end is kept, and with it only the last part's failures.
 * @returns {string[]}
 */
export function readVitestFailures(file) {
  return (readJson(file)?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [`${name}: ${firstLine(message)}`] : [];
    return failed.map((test) => `${name} > ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`);
  });
}

const firstLine = (text = '') => text.split('\n', 1)[0];

/**
 * The figures that test/host/index.ts leaves. A host that ended early leaves none, or some that hide it.
 * @returns {Counts}
 */
export function readHostCounts(file, exitCode) {
  const { passed, failed, skipped } = readJson(file) ?? FAILED;
  return atLeastOneFailure(exitCode, { passed, failed, skipped });
}

/** The names of the tests that failed, as test/host/index.ts leaves them. */
export function readHostFailures(file) {
  return readJson(file)?.failures ?? [];
}

/** A run that did not end well never counts as green, whatever its figures say. */
function atLeastOneFailure(exitCode, counts) {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
