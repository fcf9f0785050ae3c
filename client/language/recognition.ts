import { recognise, type Dialect } from '../../core/configs/recognise.ts';

/** A bundle of its own: it brings a parser for YAML, which is loaded for the first text that may be of a dialect. */
export function dialectOf(path: string, start: string): Dialect | undefined {
  return recognise(path, start).dialect;
}
