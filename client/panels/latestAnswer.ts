/**
 * Answers questions that may come faster than they can be answered: reads take different times, and only what the last
 * one read may be sent. Once it is closed nothing is sent, because nobody is there.
 */
export class LatestAnswer<T> {
  private asked = 0;
  private isClosed = false;

  constructor(
    private readonly read: () => Promise<T>,
    private readonly send: (answer: T) => PromiseLike<unknown>,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Never rejects. */
  async ask(): Promise<void> {
    const own = (this.asked += 1);
    try {
      const answer = await this.read();
      if (own === this.asked && !this.isClosed) await this.send(answer);
    } catch (error) {
      // Closed while it was sent: VS Code refuses, and nobody misses it.
      if (!this.isClosed) this.onFailure(error);
    }
  }

  close(): void {
    this.isClosed = true;
  }
}
