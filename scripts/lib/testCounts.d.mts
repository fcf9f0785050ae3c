export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}
export const PASSED: Counts;
export const FAILED: Counts;
export const SKIPPED: Counts;
export function addCounts(a: Counts, b: Counts): Counts;
export function summary(counts: Counts): string;
export function readVitestCounts(file: string, exitCode: number): Counts;
export function readHostCounts(file: string, exitCode: number): Counts;
/** What failed inside VS Code, a line each. */
export function readHostFailures(file: string): string[];
/** What failed, a line each. */
export function readVitestFailures(file: string): string[];
