/** An unfinished line may grow so long before a part of it is handed on. */
const LONGEST_WAITING = 64 * 1024;
/** No secret is longer; so much of a long line waits, because a secret may go on in the next piece. */
const LONGEST_SECRET = 4 * 1024;

/** Hands text on line by line, so that a secret that comes in two pieces is found. */
export class RedactedStream {
  private waiting = '';

  constructor(
    private readonly redact: (text: string) => string,
    private readonly handOn: (text: string) => void,
  ) {}

  add(piece: string): void {
    this.waiting += piece;
    const end = this.waiting.lastIndexOf('\n') + 1;
    if (end > 0) {
      const whole = this.waiting.slice(0, end);
      this.waiting = this.waiting.slice(end);
      this.handOn(this.redact(whole));
    }
    if (this.waiting.length <= LONGEST_WAITING) return;
    const redacted = this.redact(this.waiting);
    this.handOn(redacted.slice(0, -LONGEST_SECRET));
    this.waiting = redacted.slice(-LONGEST_SECRET);
  }

  /** After the last piece: what is left of a line without an end. */
  end(): void {
    if (this.waiting !== '') this.handOn(this.redact(this.waiting));
    this.waiting = '';
  }
}
