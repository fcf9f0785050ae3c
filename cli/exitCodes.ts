/** What a call ends with. Of several the most important one counts, see `worstExitCode`. */
export const EXIT = {
  /** Pass or warn. */
  ok: 0,
  /** A check failed, nothing was measured, or a guard stopped the run. */
  failed: 1,
  /** Nothing was sent: invalid input, preflight, a missing tool or confirmation. */
  refused: 2,
  /** The run cannot be trusted. */
  invalid: 3,
  cancelled: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const BY_WEIGHT: readonly ExitCode[] = [EXIT.cancelled, EXIT.invalid, EXIT.refused, EXIT.failed, EXIT.ok];

export function worstExitCode(codes: readonly ExitCode[]): ExitCode {
  // Nothing that was run is nothing that was sent.
  return BY_WEIGHT.find((code) => codes.includes(code)) ?? EXIT.refused;
}
