import { EXECUTORS, type ExecutorKind } from '../executors.ts';
import type { K6Field } from '../fields.ts';

/** What a key does, what k6 takes without it, and what may stand there. */
export function fieldInWords(name: string, field: K6Field): string {
  return [`**${name}**: ${field.meaning}`, ...fieldFacts(field)].join('\n\n');
}

/** The same without its name, for a list where that is shown already. */
export function fieldDocumentation(field: K6Field): string {
  return [field.meaning, ...fieldFacts(field)].join('\n\n');
}

function fieldFacts({ usual, needed, kind, least, most, choices }: K6Field): string[] {
  const facts = [
    ...(needed === undefined ? [] : [`k6 does not start without it. Example: \`${needed}\`.`]),
    ...(usual === undefined ? [] : [`Default: ${usual}.`]),
    ...kindInWords(kind, least, most),
    ...(choices ? [`It can be ${choices.map((choice) => `\`${choice}\``).join(', ')}.`] : []),
  ];
  return facts.length === 0 ? [] : [facts.join(' ')];
}

function kindInWords(kind: K6Field['kind'], least: number | undefined, most: number | undefined): string[] {
  switch (kind) {
    case 'integer':
      return [
        [
          'A whole number',
          ...(least === undefined ? [] : [`from ${least} on`]),
          ...(most === undefined ? [] : [`to ${most}`]),
        ]
          .join(' ')
          .concat('.'),
      ];
    case 'duration':
      return [
        `A duration such as \`30s\`, \`1m30s\` or \`1d12h\`; a number without a unit is in milliseconds.`,
        ...(least !== undefined && least > 0 ? [`At least ${least / 1000} s.`] : []),
      ];
    case 'flag':
      return ['`true` or `false`.'];
    case 'text-map':
      return ['An object whose values are texts.'];
    case 'texts':
      return ['A list of texts.'];
    case 'text':
    case 'object':
    case 'stages':
    case 'scenarios':
    case 'thresholds':
    case 'dns':
    case 'tls-version':
    case 'tls-auth':
    case 'segment':
    case 'anything':
      return [];
  }
}

export function executorInWords(kind: ExecutorKind): string {
  const { meaning, fields } = EXECUTORS[kind];
  const keys = Object.entries<K6Field>(fields).map(([name, { needed, usual }]) => {
    const remark = needed !== undefined ? ' (needed)' : usual === undefined ? '' : ` (default ${usual})`;
    return `\`${name}\`${remark}`;
  });
  return `**${kind}**: ${meaning}\n\nIt has ${keys.join(', ')}.`;
}
