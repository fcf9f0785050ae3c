import type { FileAccess } from '../../../language/fileAccess.ts';
import type { Completion } from '../../../language/languageDocument.ts';
import type { YamlCursor } from '../../yaml/yamlCursor.ts';
import { variablesAt } from './variablesAt.ts';

interface TemplateOffer {
  text: string;
  meaning: string;
  isSnippet?: boolean;
}

/** Known when the config is read, and later too. */
const EVERYWHERE: readonly TemplateOffer[] = [
  { text: '$env.', meaning: 'An environment variable: `$env.NAME`. The same as `$processEnvironment.NAME`.' },
  { text: '$environment', meaning: 'The environment that was chosen with `-e`.' },
  { text: '$testId', meaning: 'The id of this run.' },
  { text: '$dirname', meaning: 'The folder of the script.' },
  { text: '$randomNumber(${1:1}, ${2:100})', meaning: 'A whole number between two others.', isSnippet: true },
  { text: '$randomString(${1:10})', meaning: 'Random letters and digits, as many as it says.', isSnippet: true },
];

const OF_A_USER: readonly TemplateOffer[] = [
  { text: '$uuid', meaning: 'The id of the virtual user.' },
  { text: 'target', meaning: 'The target of the test.' },
];

export interface TemplatePlace {
  text: string;
  offset: number;
  /** What stands between the braces and the cursor. */
  typed: string;
  files: Partial<FileAccess>;
}

/** What may stand between `{{` and `}}`. The config is filled in before there are virtual users and their variables. */
export function templateCompletions(cursor: YamlCursor, { text, offset, typed, files }: TemplatePlace): Completion[] {
  const isConfig = cursor.path[0] === 'config';
  const own = isConfig ? [] : variablesAt(cursor, files).map(({ name, source }) => ({ text: name, meaning: source }));
  const rest = /^[\w$.]*/.exec(text.slice(offset))?.[0] ?? '';
  const isClosed = /^\s*\}/.test(text.slice(offset + rest.length));
  const span = [offset - typed.length, offset + rest.length] as const;
  return [...own, ...(isConfig ? [] : OF_A_USER), ...EVERYWHERE].map((offer: TemplateOffer): Completion => {
    const isOpenEnded = offer.text.endsWith('.');
    const label = offer.text.replace(/\$\{\d:(\w+)\}/g, '$1');
    // A snippet's own signs stand behind a backslash.
    const inserted = offer.isSnippet ? offer.text.replace(/^\$/, '\\$') : offer.text;
    return {
      label,
      kind: 'name',
      documentation: offer.meaning,
      span,
      text: isClosed || isOpenEnded ? inserted : `${inserted} ${offer.isSnippet ? '\\}\\}' : '}}'}`,
      ...(offer.isSnippet ? { isSnippet: true } : {}),
    };
  });
}
