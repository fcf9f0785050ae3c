/** An error of a virtual user comes right after what caused it. */
const SOON_MS = 2000;

/** Errors of virtual users that are already counted as a failed request, so that none counts twice. */
export class ExplainedErrors {
  private readonly times = new Map<string, number[]>();

  add(message: string, at = Date.now()): void {
    const times = (this.times.get(message) ?? []).filter((time) => at - time < SOON_MS);
    this.times.set(message, [...times, at]);
  }

  /** True once for each that was added a moment ago. */
  take(message: string, at = Date.now()): boolean {
    const times = (this.times.get(message) ?? []).filter((time) => at - time < SOON_MS);
    const isExplained = times.shift() !== undefined;
    if (times.length === 0) this.times.delete(message);
    else this.times.set(message, times);
    return isExplained;
  }
}
