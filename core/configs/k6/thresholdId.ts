/** A threshold in one line: the metric as the script names it, and what must hold. */
export function thresholdText(metric: string, source: string): string {
  return `${metric} ${source.trim()}`;
}

/** The id of a script's threshold among the checks of a run. */
export function idOfThreshold(testId: string, text: string): string {
  return `${testId}/k6: ${text}`;
}
