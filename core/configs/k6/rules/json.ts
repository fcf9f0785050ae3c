import type { K6Reader } from '../reader.ts';
import type { Value } from '../value.ts';

/** k6 turns the options into JSON, which has neither functions nor NaN. */
export function checkJson(value: Value, reader: K6Reader): void {
  switch (value.kind) {
    case 'function':
      reader.report('k6-not-json', value.span, 'A function', 'Write the value itself.');
      return;
    case 'number':
      if (Number.isFinite(value.value)) return;
      reader.report('k6-not-json', value.span, `\`${String(value.value)}\``, 'Write a number.');
      return;
    case 'list':
      for (const item of value.items) checkJson(item, reader);
      return;
    case 'object':
      for (const entry of value.entries) checkJson(entry.value, reader);
      return;
    case 'text':
    case 'flag':
    case 'nothing':
    case 'unknown':
      return;
  }
}
