import { fieldsOf } from './fields.ts';
import { THRESHOLD_FIELDS } from './innerFields.ts';
import type { K6Threshold, K6ThresholdRow } from './model.ts';
import { checkKeys } from './readMaps.ts';
import type { K6Reader } from './reader.ts';
import { parseSelector, type SelectorFault } from './selector.ts';
import { parseThreshold, type ThresholdFault } from './thresholdExpression.ts';
import { meantThreshold } from './thresholdMend.ts';
import type { ObjectEntry, Value } from './value.ts';

type TextValue = Value & { kind: 'text' };

export function readThresholds(value: Value, reader: K6Reader): K6Threshold[] {
  const object = reader.object(value, 'thresholds', "an object such as { http_req_duration: ['p(95)<500'] }");
  if (!object) return [];
  reader.checkRepeated(object, 'Put all its conditions into one list.');
  return object.entries.filter(({ mayBeGone }) => mayBeGone !== true).map((entry) => readThreshold(entry, reader));
}

function readThreshold(entry: ObjectEntry, reader: K6Reader): K6Threshold {
  const { key: name, keySpan: nameSpan, value } = entry;
  const reading = parseSelector(name);
  if ('fault' in reading) reader.report('k6-bad-selector', nameSpan, name, WHY_NO_SELECTOR[reading.fault]);
  const selector = 'fault' in reading ? undefined : reading.selector;
  return { name, nameSpan, selector, rows: readRows(value, name, reader) };
}

const WHY_NO_SELECTOR: Readonly<Record<SelectorFault, string>> = {
  unmatched: 'it has a brace without its partner',
  order: 'a brace is closed before it is opened',
  'not-last': 'something follows the closing brace',
  tag: 'each tag needs a `:` and a value',
};

function readRows(value: Value, name: string, reader: K6Reader): K6ThresholdRow[] {
  if (value.kind === 'text') {
    reader.wrongKind(value, name, "a list of thresholds, such as ['p(95)<500']");
    const source = reader.source.slice(...value.span);
    reader.mend(reader.replaceWhole(value, `[${source}]`));
    return [];
  }
  const list = reader.list(value, name, "a list of thresholds, such as ['p(95)<500']");
  if (list?.state !== 'known') return [];
  return list.value.items.flatMap((item) => readRow(item, name, reader) ?? []);
}

function readRow(value: Value, name: string, reader: K6Reader): K6ThresholdRow | undefined {
  if (value.kind === 'unknown') return undefined;
  if (value.kind === 'text') return readExpression(value, reader);
  if (value.kind === 'nothing') {
    reader.report('k6-threshold-syntax', value.span, '', 'it is empty');
    return undefined;
  }
  const object = reader.object(
    value,
    `a threshold of ${name}`,
    "a text such as 'p(95)<500', or an object with `threshold`",
  );
  if (!object) return undefined;
  checkKeys(object, 'a threshold', Object.keys(THRESHOLD_FIELDS), reader, false);
  const { known } = fieldsOf(object, THRESHOLD_FIELDS);
  const aborts = known.get('abortOnFail')?.value;
  if (aborts?.kind === 'object') reader.wrongKind(aborts, 'abortOnFail', 'true or false');
  else if (aborts) reader.flag(aborts, 'abortOnFail');
  const delay = known.get('delayAbortEval')?.value;
  if (delay) reader.duration(delay, 'delayAbortEval');
  const expression = known.get('threshold');
  if (!expression) {
    if (!object.hasMore) reader.report('k6-needs', object.span, 'A threshold', 'threshold', "threshold: 'p(95)<500'");
    return undefined;
  }
  const text = reader.text(expression.value, 'threshold');
  if (expression.value.kind === 'object') reader.wrongKind(expression.value, 'threshold', 'a text');
  if (text === undefined) reader.report('k6-threshold-syntax', expression.value.span, '', 'it is empty');
  if (expression.value.kind !== 'text') return undefined;
  return { ...readExpression(expression.value, reader), abortsOnFail: aborts?.kind === 'flag' && aborts.value };
}

function readExpression(value: TextValue, reader: K6Reader): K6ThresholdRow {
  const reading = parseThreshold(value.value);
  if ('fault' in reading) {
    const span = reader.spanInText(value, reading.from, reading.to);
    reader.report('k6-threshold-syntax', span, value.value, whyNotJudged(value.value, reading));
    const meant = meantThreshold(value.value);
    if (meant !== undefined) reader.mend(reader.replaceText(value, meant));
    return { text: value.value, span: value.span };
  }
  const { expression } = reading;
  if (expression.statistic === 'p' && /^\s*p\s*[<>=!]/.test(value.value)) {
    reader.report('k6-threshold-bare-p', value.span);
  }
  return { text: value.value, span: value.span, expression };
}

function whyNotJudged(text: string, { fault, from, to }: ThresholdFault): string {
  const part = text.slice(from, to).replaceAll('`', "'");
  switch (fault) {
    case 'statistic':
      return part === '' ? 'a statistic is missing in front of the operator' : `\`${part}\` is no statistic`;
    case 'percent':
      return `\`${part}\` is no percentile from 0 to 100`;
    case 'limit':
      return part === '' ? 'a number is missing behind the operator' : `\`${part}\` is no plain number`;
    case 'no-operator':
      return 'it has no operator with a number behind it';
  }
}
