import { fieldsOf } from './fields.ts';
import { parseGoFloat } from './goNumbers.ts';
import { DNS_FIELDS, TLS_AUTH_FIELDS, TLS_RANGE_FIELDS } from './innerFields.ts';
import { CIPHER_SUITES, DNS_POLICIES, DNS_SELECTS, SYSTEM_TAGS, TLS_VERSIONS } from './optionFields.ts';
import { checkKeys, readTexts } from './readMaps.ts';
import type { K6Reader } from './reader.ts';
import { parseSegment, parseSequence, type SegmentReading } from './segments.ts';
import type { Value } from './value.ts';

type TextValue = Value & { kind: 'text' };

const HOST = /^(\*\.?)?((([a-z0-9]|[a-z0-9][a-z0-9-]*[a-z0-9])\.)*([a-z0-9]|[a-z0-9][a-z0-9-]*[a-z0-9]))?$/;

/** Options of single values with a grammar of their own. */
export function readNetworkOption(key: string, value: Value, reader: K6Reader): void {
  switch (key) {
    case 'hosts':
      return checkHosts(value, reader);
    case 'blockHostnames':
      for (const text of readTexts(value, key, reader)) checkHostPattern(text, key, reader);
      return;
    case 'blacklistIPs':
      for (const text of readTexts(value, key, reader)) checkRange(text, key, reader);
      return;
    case 'tlsCipherSuites':
      for (const text of readTexts(value, key, reader)) checkChoice(text, key, CIPHER_SUITES, reader);
      return;
    case 'summaryTrendStats':
      for (const text of readTexts(value, key, reader)) checkTrendStatistic(text, reader);
      return;
    case 'systemTags':
      for (const text of readTexts(value, key, reader)) checkSystemTag(text, reader);
      return;
    case 'summaryTimeUnit':
      return checkTimeUnit(value, reader);
    case 'dns':
      return checkDns(value, reader);
    case 'tlsVersion':
      return checkTlsVersion(value, reader);
    case 'tlsAuth':
      return checkTlsAuth(value, reader);
    case 'executionSegment':
      return checkSegment(key, value, parseSegment, reader);
    case 'executionSegmentSequence':
      return checkSegment(key, value, parseSequence, reader);
    case 'features':
    case 'out':
      readTexts(value, key, reader);
      return;
    default:
      reader.text(value, key);
  }
}

function checkChoice(value: TextValue, key: string, choices: readonly string[], reader: K6Reader): void {
  if (choices.includes(value.value)) return;
  const suggestion = reader.suggest(value.value, choices);
  reader.report('k6-bad-choice', value.span, key, value.value, choices.slice(0, 8), suggestion);
  if (suggestion !== undefined) reader.mend(reader.replaceText(value, suggestion));
}

/** A known text that must be one of some; k6 takes an empty one for a missing one where `mayBeEmpty`. */
function checkOneOf(value: Value, key: string, choices: readonly string[], reader: K6Reader, mayBeEmpty = false): void {
  if (value.kind === 'nothing' || value.kind === 'unknown') return;
  if (value.kind !== 'text') reader.wrongKind(value, key, 'a text');
  else if (value.value !== '' || !mayBeEmpty) checkChoice(value, key, choices, reader);
}

function checkHosts(value: Value, reader: K6Reader): void {
  if (value.kind !== 'object') return;
  for (const { key, keySpan, value: address } of value.entries) {
    const [, host = key, port] = /^(.*?)(?::(\d{1,5}))?$/s.exec(key) ?? [];
    if (!HOST.test(port === undefined ? key.toLowerCase() : host.toLowerCase())) {
      reader.report('k6-bad-pattern', keySpan, 'hosts', key, 'write a host name, with `*.` only at its start');
    }
    if (address.kind === 'text' && /^(\[[^[\]]*\]|[^:[\]]*):(?![+-]?\d+$)[^:[\]]*$/.test(address.value)) {
      reader.report('k6-bad-pattern', address.span, 'hosts', address.value, 'a port is a number');
    }
  }
}

function checkHostPattern(value: TextValue, key: string, reader: K6Reader): void {
  if (HOST.test(value.value.toLowerCase())) return;
  reader.report('k6-bad-pattern', value.span, key, value.value, 'write a host name, with `*.` only at its start');
}

function checkRange(value: TextValue, key: string, reader: K6Reader): void {
  const [, address = '', length = ''] = /^(.*)\/(\d{1,3})$/s.exec(value.value) ?? [];
  const isIp4 = /^(\d{1,3})(\.(\d{1,3})){3}$/.test(address) && address.split('.').every(isIp4Part);
  const isIp6 = address.includes(':') && /^[\da-f:.]+$/i.test(address) && URL.canParse(`http://[${address}]/`);
  if ((isIp4 && isLength(length, 32)) || (isIp6 && isLength(length, 128))) return;
  reader.report('k6-bad-pattern', value.span, key, value.value, 'write a range of addresses such as `10.0.0.0/8`');
}

function isIp4Part(part: string): boolean {
  return Number(part) < 256 && (part === '0' || !part.startsWith('0'));
}

function isLength(length: string, most: number): boolean {
  return length !== '' && Number(length) <= most && (length === '0' || !length.startsWith('0'));
}

function checkTrendStatistic(value: TextValue, reader: K6Reader): void {
  const percent = /^p\((.*)\)$/s.exec(value.value)?.[1];
  const number = percent === undefined ? undefined : parseGoFloat(percent);
  const isPercent = number !== undefined && !(number < 0) && !(number > 100);
  if (isPercent || ['avg', 'min', 'med', 'max', 'count'].includes(value.value)) return;
  reader.report('k6-bad-trend-statistic', value.span, value.value);
  const meant = /^p\(?(\d{1,2}(?:\.\d+)?)\)?$/.exec(value.value)?.[1];
  if (meant !== undefined) reader.mend(reader.replaceText(value, `p(${meant})`));
}

function checkSystemTag(value: TextValue, reader: K6Reader): void {
  if (SYSTEM_TAGS.some((tag) => tag === value.value)) return;
  const suggestion = reader.suggest(value.value, SYSTEM_TAGS);
  reader.report('k6-unknown-system-tag', value.span, value.value, suggestion);
  if (suggestion !== undefined) reader.mend(reader.replaceText(value, suggestion));
}

function checkTimeUnit(value: Value, reader: K6Reader): void {
  const unit = reader.text(value, 'summaryTimeUnit');
  if (unit?.state !== 'known' || ['', 's', 'ms', 'us'].includes(unit.value)) return;
  reader.report('k6-summary-unit', value.span, unit.value);
}

function checkDns(value: Value, reader: K6Reader): void {
  const object = reader.object(value, 'dns', "an object such as { ttl: '5m', select: 'first' }");
  if (!object) return;
  checkKeys(object, '`dns`', Object.keys(DNS_FIELDS), reader, false);
  for (const [key, { value: inner }] of fieldsOf(object, DNS_FIELDS).known) {
    if (key === 'ttl') reader.text(inner, 'ttl');
    if (key === 'select') checkOneOf(inner, 'select', DNS_SELECTS, reader);
    if (key === 'policy') checkOneOf(inner, 'policy', DNS_POLICIES, reader);
  }
}

function checkTlsVersion(value: Value, reader: K6Reader): void {
  if (value.kind !== 'object') {
    if (value.kind === 'text' || value.kind === 'nothing' || value.kind === 'unknown') {
      return checkOneOf(value, 'tlsVersion', TLS_VERSIONS, reader, true);
    }
    reader.wrongKind(value, 'tlsVersion', "a version such as 'tls1.2', or an object with `min` and `max`");
    return;
  }
  checkKeys(value, '`tlsVersion`', Object.keys(TLS_RANGE_FIELDS), reader, true);
  for (const [key, { value: inner }] of fieldsOf(value, TLS_RANGE_FIELDS).known) {
    checkOneOf(inner, key, TLS_VERSIONS, reader, true);
  }
}

function checkTlsAuth(value: Value, reader: K6Reader): void {
  const list = reader.list(value, 'tlsAuth', 'a list of { cert, key }');
  if (list?.state !== 'known') return;
  for (const item of list.value.items) {
    const object = reader.object(item, 'an item of tlsAuth', 'an object with `cert` and `key`');
    if (!object) continue;
    checkKeys(object, 'An item of `tlsAuth`', Object.keys(TLS_AUTH_FIELDS), reader, true);
    const { known } = fieldsOf(object, TLS_AUTH_FIELDS);
    for (const key of ['cert', 'key', 'password']) {
      const inner = known.get(key)?.value;
      if (inner) reader.text(inner, key);
    }
    const domains = known.get('domains')?.value;
    if (domains) readTexts(domains, 'domains', reader);
  }
}

function checkSegment(
  key: string,
  value: Value,
  parse: (text: string) => SegmentReading<unknown>,
  reader: K6Reader,
): void {
  if (value.kind === 'nothing' || value.kind === 'unknown') return;
  if (value.kind !== 'text') {
    reader.wrongKind(value, key, 'a text');
    return;
  }
  const reading = parse(value.value);
  if (reading !== 'unjudged' && 'fault' in reading) {
    reader.report('k6-bad-segment', value.span, key, value.value, reading.fault);
  }
}
