import type { Problem } from '../problem.ts';
import { readK6Config } from './k6/readK6Config.ts';
import { readK6Script } from './k6/readK6Script.ts';
import type { Dialect } from './recognise.ts';

/** What is wrong with a script by the rules of its own tool; undefined where nobody has looked. */
export function scriptProblems(dialect: Exclude<Dialect, 'plan'>, path: string, text: string): Problem[] | undefined {
  switch (dialect) {
    case 'k6-script':
      return readK6Script(text, /\.[cm]?ts$/i.test(path) ? 'typescript' : 'javascript').problems;
    case 'k6-config':
      return readK6Config(text).problems;
    case 'artillery':
      return undefined;
  }
}
