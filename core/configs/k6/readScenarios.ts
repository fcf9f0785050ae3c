import {
  EXECUTOR_KINDS,
  executorsWith,
  fieldsOfScenario,
  FORMER_EXECUTORS,
  isExecutor,
  type ExecutorKind,
} from './executors.ts';
import { fieldsOf } from './fields.ts';
import type { K6Scenario, Reading, Several } from './model.ts';
import { didYouMean, eitherOf, quote } from './problems/wording.ts';
import type { K6Reader } from './reader.ts';
import { readTextMap } from './readMaps.ts';
import { readStages } from './readStages.ts';
import type { ObjectEntry, Value } from './value.ts';

export function readScenarios(value: Value, reader: K6Reader): Reading<Several<K6Scenario>> | undefined {
  const { span } = value;
  if (value.kind === 'nothing') return undefined;
  if (value.kind === 'unknown') return { state: 'unknown', why: value.why, span };
  const object = reader.object(value, 'scenarios', "an object such as { browse: { executor: 'constant-vus', … } }");
  if (!object) return { state: 'faulty', span };
  reader.checkRepeated(object);
  const items = object.entries.flatMap((entry) => new ScenarioReader(entry, reader).read() ?? []);
  const hasMore = object.hasMore || items.length < object.entries.length;
  return { state: 'known', value: { items, hasMore, span }, span };
}

class ScenarioReader {
  private readonly owner: string;

  constructor(
    private readonly entry: ObjectEntry,
    private readonly reader: K6Reader,
  ) {
    this.owner = `Scenario ${quote(entry.key)}`;
  }

  read(): K6Scenario | undefined {
    const { key: name, keySpan: nameSpan, value } = this.entry;
    if (value.kind === 'nothing') this.reportMissing();
    const object = this.reader.object(value, name, "an object such as { executor: 'constant-vus', duration: '30s' }");
    if (!object) return undefined;
    this.reader.checkRepeated(object);
    const executorEntry = fieldsOf(object, fieldsOfScenario(undefined)).known.get('executor');
    if (!executorEntry && !object.hasMore) this.reportMissing();
    const executor = executorEntry && this.executor(executorEntry.value);
    const kind = executor?.state === 'known' ? executor.value : undefined;
    const fields = fieldsOfScenario(kind);
    const { known, others } = fieldsOf(object, fields);
    const meant =
      executor && executor.state !== 'faulty' ? others.map((other) => this.reportKey(other, kind, known)) : [];
    const numbers = new Map<string, Reading<number>>();
    const scenario: K6Scenario = {
      ...{ name, nameSpan, span: object.span, executor, numbers, hasMore: object.hasMore, hasBrowser: false },
      // A slip in the name of the key is told; that the default function is called then would be its echo.
      ...(meant.includes('exec') && { exec: { state: 'faulty', span: object.span } as const }),
    };
    for (const [key, { value: inner }] of known) {
      const reading = this.number(key, inner, fields[key]?.kind);
      if (reading) numbers.set(key, reading);
      if (key === 'stages') scenario.stages = readStages(inner, this.reader, true);
      if (key === 'exec') scenario.exec = this.reader.text(inner, 'exec');
      if (key === 'tags' || key === 'env') readTextMap(inner, key, this.reader);
      if (key === 'options') scenario.hasBrowser = this.hasBrowser(inner);
    }
    return scenario;
  }

  private number(key: string, value: Value, kind: string | undefined): Reading<number> | undefined {
    if (kind === 'integer') return this.reader.integer(value, key);
    return kind === 'duration' ? this.reader.duration(value, key) : undefined;
  }

  private executor(value: Value): Reading<ExecutorKind> {
    const { span } = value;
    const text = this.reader.text(value, 'executor');
    if (text?.state !== 'known' || text.value === '') {
      if (text === undefined || text.state === 'known') this.reportMissing();
      return text === undefined || text.state === 'known' ? { state: 'faulty', span } : text;
    }
    if (isExecutor(text.value)) return { state: 'known', value: text.value, span };
    const former = Object.hasOwn(FORMER_EXECUTORS, text.value) ? FORMER_EXECUTORS[text.value] : undefined;
    const suggestion = former === undefined ? this.reader.suggest(text.value, EXECUTOR_KINDS) : undefined;
    const hint = former === undefined ? didYouMean(suggestion) : ` ${former}`;
    this.reader.report('k6-unknown-executor', span, text.value, hint, EXECUTOR_KINDS);
    const meant = suggestion ?? EXECUTOR_KINDS.find((kind) => former?.includes(kind));
    if (meant !== undefined && value.kind === 'text') this.reader.mend(this.reader.replaceText(value, meant));
    return { state: 'faulty', span };
  }

  private hasBrowser(value: Value): boolean {
    const options = this.reader.object(value, 'options', "an object such as { browser: { type: 'chromium' } }");
    if (!options) return value.kind === 'unknown';
    const { known, others } = fieldsOf(options, { browser: { kind: 'object', meaning: '' } });
    for (const { key, keySpan } of others) {
      this.reader.report('k6-unknown-key', keySpan, '`options` of a scenario', key, ' It has `browser` only.');
    }
    return options.hasMore || known.has('browser');
  }

  private reportMissing(): void {
    this.reader.report('k6-needs', this.entry.keySpan, this.owner, 'executor', "executor: 'constant-vus'");
  }

  /** Answers the key that is meant. */
  private reportKey(
    entry: ObjectEntry,
    kind: ExecutorKind | undefined,
    known: ReadonlyMap<string, unknown>,
  ): string | undefined {
    const fields = Object.keys(fieldsOfScenario(kind)).filter((name) => !known.has(name));
    const others = executorsWith(entry.key);
    const suggestion = others.length > 0 ? undefined : this.reader.suggest(entry.key, fields);
    const hint = others.length > 0 ? ` It is for ${eitherOf(others)}.` : didYouMean(suggestion);
    const owner = kind === undefined ? this.owner : `A scenario with \`executor: ${kind}\``;
    this.reader.report('k6-unknown-key', entry.keySpan, owner, entry.key, hint);
    if (suggestion !== undefined) this.reader.mend(this.reader.renameKey(entry, suggestion));
    return suggestion;
  }
}
