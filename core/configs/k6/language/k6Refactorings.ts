import type { Fix, TextEdit } from '../../../problem.ts';
import type { Span } from '../../../text/span.ts';
import type { DerivedLoad } from '../derivedLoad.ts';
import { fieldNamed } from '../fields.ts';
import type { K6Scenario } from '../model.ts';
import { OPTION_FIELDS } from '../optionFields.ts';
import type { ObjectEntry, ObjectValue } from '../value.ts';

const SHORTCUTS: readonly string[] = ['vus', 'duration', 'iterations', 'stages'];

/** `vus`, `duration` and the like as the scenario that k6 makes of them, to which others can be added. */
export function k6Refactorings(text: string, root: ObjectValue, load: DerivedLoad, span: Span): Fix[] {
  if (load.kind !== 'scenarios' || !load.isShortcut) return [];
  const [scenario] = load.scenarios;
  const written = new Map(
    root.entries.flatMap((entry) => {
      const name = fieldNamed(OPTION_FIELDS, entry.key) ?? '';
      return SHORTCUTS.includes(name) ? [[name, entry] as const] : [];
    }),
  );
  const entries = [...written.values()].sort((a, b) => a.keySpan[0] - b.keySpan[0]);
  const isAsked = entries.some(({ keySpan, value }) => keySpan[0] <= span[1] && span[0] <= value.span[1]);
  // A value that is named elsewhere, or that a spread brings, is not here to be moved.
  if (!scenario || !isAsked || !entries.every((entry) => isWrittenHere(entry, root, text))) return [];
  const body = bodyOf(scenario, written, text);
  const [first, ...others] = entries;
  if (body === undefined || !first) return [];
  const edits: TextEdit[] = [
    { span: [first.keySpan[0], first.value.span[1]], text: `scenarios: { default: { ${body} } }` },
    ...others.map((entry) => ({ span: removalOf(entry, text), text: '' })),
  ];
  return [{ title: 'Write this load as a scenario', edits }];
}

function isWrittenHere({ keySpan, value }: ObjectEntry, { span }: ObjectValue, text: string): boolean {
  const isInside = span[0] < keySpan[0] && value.span[1] < span[1];
  return isInside && /^\s*:\s*$/.test(text.slice(keySpan[1], value.span[0]));
}

function bodyOf(scenario: K6Scenario, written: ReadonlyMap<string, ObjectEntry>, text: string): string | undefined {
  const { executor, numbers, stages, writtenAs } = scenario;
  const readings = [executor, ...numbers.values(), ...(stages ? [stages] : [])];
  if (executor?.state !== 'known' || readings.some((reading) => reading?.state !== 'known')) return undefined;
  const keys = [...numbers.keys(), ...(stages ? ['stages'] : [])];
  const quote = text.split('"').length > text.split("'").length ? '"' : "'";
  const values = keys.map((key) => {
    // A lone `vus` is the number of iterations, too.
    const entry = written.get(writtenAs?.[key] ?? key) ?? written.get('vus');
    return entry && `${key}: ${text.slice(...entry.value.span)}`;
  });
  if (values.includes(undefined)) return undefined;
  return [`executor: ${quote}${executor.value}${quote}`, ...values].join(', ');
}

/** An entry with its comma, and its line if nothing else is on that. */
function removalOf({ keySpan, value }: ObjectEntry, text: string): Span {
  const [behind = ''] = /^[ \t]*,?/.exec(text.slice(value.span[1])) ?? [];
  const end = value.span[1] + behind.length;
  const lineStart = text.lastIndexOf('\n', keySpan[0] - 1) + 1;
  const lineEnd = /^[ \t]*\r?\n/.exec(text.slice(end))?.[0];
  if (lineEnd !== undefined && /^[ \t]*$/.test(text.slice(lineStart, keySpan[0]))) {
    return [lineStart, end + lineEnd.length];
  }
  return [keySpan[0], end + (/^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0)];
}
