/** How often a monitor was asked and could not tell, and why it could not when it last happened. */
export interface MonitorFailure {
  message: string;
  failed: number;
  samples: number;
}

/** A check that was judged on fewer readings than this share of those asked for makes a warning of its run. */
const MISSING_THAT_MATTERS = 0.1;

/** ``monitor `cpu`: no answer from http://127.0.0.1:9090: ECONNREFUSED; 12 of 12 samples failed``. */
export function monitorFailureText(id: string, { message, failed, samples }: MonitorFailure): string {
  const howOften = samples === 0 ? '' : `; ${failed} of ${samples} samples failed`;
  return `monitor \`${id}\`: ${message}${howOften}`;
}

/** True when it told something, and so little that what was judged from it may not be the whole truth. */
export function lacksReadings({ failed, samples }: MonitorFailure): boolean {
  return failed < samples && failed / samples > MISSING_THAT_MATTERS;
}
