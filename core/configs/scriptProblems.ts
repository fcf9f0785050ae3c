import type { FileAccess } from '../language/fileAccess.ts';
import type { Problem } from '../problem.ts';
import { artilleryFacts } from './artillery/artilleryFacts.ts';
import { readArtillery } from './artillery/readArtillery.ts';
import { readK6Config } from './k6/readK6Config.ts';
import { readK6Script } from './k6/readK6Script.ts';
import type { Dialect } from './recognise.ts';

/** What is wrong with a script by the rules of its own tool. `files` are those around it. */
export function scriptProblems(
  dialect: Exclude<Dialect, 'plan'>,
  { path, text, files }: { path: string; text: string; files: Partial<FileAccess> },
): readonly Problem[] {
  switch (dialect) {
    case 'k6-script':
      return readK6Script(text, /\.[cm]?ts$/i.test(path) ? 'typescript' : 'javascript').problems;
    case 'k6-config':
      return readK6Config(text).problems;
    case 'artillery':
      return readArtillery(text, artilleryFacts(files)).problems;
  }
}
