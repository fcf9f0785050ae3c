/** A way of making load: a fixed number of users, or arrivals at a rate. */
export interface Load {
  /** Users at work. */
  readonly users: number;
  /** Brings the load to what is due `elapsedMs` after the start. Called ten times a second. */
  follow(elapsedMs: number): void;
  /** Starts nothing more; requests in flight go on. */
  finish(): void;
  /** Resolves when the load has ended by itself or, after `finish`, when no request is in flight. */
  readonly done: Promise<void>;
}
