/** Kinds of trouble with a monitor; each is logged once in a run, however often it happens. */
export type FailureKind = 'no-answer' | 'refused' | 'unreadable' | 'no-value' | 'several-values' | 'no-number';

/** Why a monitor has no value now. The message is fit to show: it names who was asked, and holds no credentials. */
export class SampleFailure extends Error {
  override readonly name = 'SampleFailure';
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
