import type { Span } from '../../../text/span.ts';
import { itemsIn, mapAt, textAt, valueAt } from '../../yaml/lookup.ts';
import type { YamlEntry } from '../../yaml/yamlNode.ts';
import { idOfEnsure } from '../ensureId.ts';
import type { ArtilleryScript } from './script.ts';

/** What the plugin compares with a response time, by its own names. */
const LEGACY = new Set(['min', 'max', 'median', 'p95', 'p99']);

/** The conditions of `ensure` under the ids that they have as checks of a run, at their places in the script. */
export function ensureConditions({ config }: ArtilleryScript, testId: string): { id: string; span: Span }[] {
  // As the plugin does: the first of the two places that is there.
  const section = mapAt(config, 'ensure') ?? mapAt(mapAt(config, 'plugins'), 'ensure');
  if (section === undefined) return [];
  const thresholds = itemsIn(valueAt(section, 'thresholds')).flatMap((item) =>
    item.kind === 'map' ? item.entries.slice(0, 1).flatMap(limit) : [],
  );
  const conditions = itemsIn(valueAt(section, 'conditions')).flatMap((item) => {
    const text = textAt(item, 'expression');
    return text === undefined ? [] : [{ text, span: item.span }];
  });
  const legacy = section.entries
    .filter(({ key }) => LEGACY.has(key))
    .flatMap(({ key, keySpan, value }) =>
      value.kind === 'scalar'
        ? [
            {
              text: `http.response_time.${key} < ${Number.parseInt(value.text, 10)}`,
              span: spanning(keySpan, value.span),
            },
          ]
        : [],
    );
  return [...thresholds, ...conditions, ...legacy].map(({ text, span }) => ({ id: idOfEnsure(testId, text), span }));
}

function limit({ key, keySpan, value }: YamlEntry): { text: string; span: Span }[] {
  return value.kind === 'scalar' ? [{ text: `${key} < ${value.text}`, span: spanning(keySpan, value.span) }] : [];
}

function spanning(first: Span, last: Span): Span {
  return [first[0], Math.max(first[1], last[1])];
}
