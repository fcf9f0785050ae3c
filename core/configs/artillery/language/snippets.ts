import type { Completion } from '../../../language/languageDocument.ts';
import type { YamlCursor } from '../../yaml/yamlCursor.ts';

interface Snippet {
  label: string;
  detail: string;
  lines: readonly string[];
}

const PHASES: readonly Snippet[] = [
  {
    label: 'constant rate',
    detail: 'the same number of arrivals every second',
    lines: ['duration: ${1:60}', 'arrivalRate: ${2:5}'],
  },
  {
    label: 'ramp',
    detail: 'from one rate to another',
    lines: ['duration: ${1:60}', 'arrivalRate: ${2:1}', 'rampTo: ${3:20}'],
  },
  {
    label: 'fixed number of arrivals',
    detail: 'a number of virtual users over the phase',
    lines: ['duration: ${1:60}', 'arrivalCount: ${2:10}'],
  },
];

const PLACES: readonly (readonly [place: RegExp, snippets: readonly Snippet[]])[] = [
  [/^config\.(environments\.[^.]+\.)?phases\.\d+$/, PHASES],
];

/** Several keys at once, where one is seldom written without the others. */
export function snippetsAt({ path, word, column }: YamlCursor): Completion[] {
  const place = path.join('.');
  return PLACES.filter(([pattern]) => pattern.test(place)).flatMap(([, snippets]) =>
    snippets.map(({ label, detail, lines }): Completion => ({
      label,
      kind: 'snippet',
      detail,
      span: word,
      text: lines.join(`\n${' '.repeat(column)}`),
      isSnippet: true,
    })),
  );
}
