import type { Confidence } from './readTarget.ts';

const ORDER: readonly Confidence[] = ['certain', 'likely', 'guess'];

/** Collects why a reading is less than certain; the worst doubt decides. */
export class Judgement {
  private worst: Confidence = 'certain';
  private readonly remarks: string[] = [];

  /** Says something that a person should see, without lowering the confidence. */
  note(remark: string): void {
    if (!this.remarks.includes(remark)) this.remarks.push(remark);
  }

  /** The reading is at most this sure. */
  doubt(atMost: Confidence, why: string): void {
    if (ORDER.indexOf(atMost) > ORDER.indexOf(this.worst)) this.worst = atMost;
    this.note(why);
  }

  get confidence(): Confidence {
    return this.worst;
  }

  /** All remarks as one line of text. */
  get reason(): string {
    return this.remarks.length === 0 ? 'metric, statistic and limit are all written out' : this.remarks.join('; ');
  }
}
