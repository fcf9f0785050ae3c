import { performance } from 'node:perf_hooks';
import { BroadcastChannel, threadId } from 'node:worker_threads';
import { artilleryGlobal, listen, membersOf } from './artilleryGlobal.ts';
import { blockHosts } from './blockHosts.ts';
import { ExplainedErrors } from './explainedErrors.ts';
import { Figures } from './figures.ts';
import { RequestWatch } from './requestWatch.ts';
import { STOPPING_CHANNEL } from './stoppingChannel.ts';
import { tell } from './tell.ts';

const BUCKET_MS = 250;
/** Artillery ends its threads without a word to them, and what they had not told by then would be lost. */
const BUCKET_WHILE_STOPPING_MS = 20;
/** What this plugin of Artillery's counts itself, by the name of the request and not of the URL. */
const BY_ENDPOINT = 'plugins.metrics-by-endpoint.';
const HOOK = 'headroomBeforeRequest';

/** Artillery asks plugins for this; without it they get the figures of version 1. */
export const LEGACY_METRICS_FORMAT = false;

/** A plugin of Artillery's that measures in each of its worker threads. In the main thread it does nothing. */
export class Plugin {
  private readonly tap: Tap | undefined;

  constructor(script: unknown) {
    if (process.env['LOCAL_WORKER_ID'] === undefined) return;
    blockHosts();
    this.tap = new Tap();
    this.tap.attach(script);
  }

  cleanup(done: () => void): void {
    this.tap?.flush();
    done();
  }
}

class Tap {
  private readonly figures = new Figures();
  private readonly explained = new ExplainedErrors();
  private readonly requests = new RequestWatch(this.figures, this.explained);
  private readonly emitters = new WeakSet<object>();
  private active = 0;
  private bucketAt = Date.now();
  private bucketFrom = performance.now();
  private utilization = performance.eventLoopUtilization();

  attach(script: unknown): void {
    // The class whose methods everything in Artillery counts with.
    const store = membersOf(membersOf(artilleryGlobal()['__SSMS'])['prototype']);
    const canCount = wrap(store, 'incr', (name, value) => this.counted(name, value));
    const canRecord = wrap(store, 'histogram', (name, value) => this.recorded(name, value));
    if (!canCount || !canRecord) return;
    this.watchRequests(script);
    setInterval(() => this.flush(), BUCKET_MS).unref();
    process.once('exit', () => this.flush());
    const stopping = new BroadcastChannel(STOPPING_CHANNEL);
    stopping.onmessage = () => {
      this.flush();
      setInterval(() => this.flush(), BUCKET_WHILE_STOPPING_MS).unref();
    };
    stopping.unref();
    tell({ kind: 'ready', worker: threadId });
  }

  flush(): void {
    const [now, at] = [performance.now(), Date.now()];
    const since = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(since, this.utilization);
    const { active, requests, bucketAt } = this;
    const ms = Math.max(1, now - this.bucketFrom);
    const figures = this.figures.take();
    tell({
      kind: 'bucket',
      worker: threadId,
      at: bucketAt,
      ms,
      active,
      busy: utilization,
      ages: requests.ages(),
      ...figures,
    });
    this.utilization = since;
    this.bucketFrom = now;
    this.bucketAt = at;
  }

  private counted(name: unknown, value: unknown): void {
    if (typeof name !== 'string' || typeof value !== 'number' || !Number.isFinite(value)) return;
    if (name.startsWith(BY_ENDPOINT)) return;
    this.figures.count(name, value);
    if (name === 'vusers.created') this.active += value;
    if (name === 'vusers.completed' || name === 'vusers.failed') this.active -= value;
    const error = name.startsWith('errors.') ? name.slice('errors.'.length) : undefined;
    if (error === undefined || this.explained.take(error)) return;
    // The `expect` plugin told the request that this is about.
    if (!error.startsWith('Failed expectations for request')) this.figures.countError(error);
  }

  private recorded(name: unknown, value: unknown): void {
    if (typeof name !== 'string' || typeof value !== 'number' || !Number.isFinite(value)) return;
    if (!name.startsWith(BY_ENDPOINT)) this.figures.record(name, value);
  }

  /** A hook of ours is the first of every request: it knows the name that the script gives it, and the emitter. */
  private watchRequests(script: unknown): void {
    const { config, scenarios } = membersOf(script);
    const settings = membersOf(config);
    const { target } = settings;
    settings['processor'] ??= {};
    membersOf(settings['processor'])[HOOK] = (request: unknown, _: unknown, emitter: unknown, done: () => void) => {
      this.requests.announce(request, requestName(request, target));
      this.follow(emitter);
      done();
    };
    for (const scenario of Array.isArray(scenarios) ? scenarios : []) {
      const members = membersOf(scenario);
      members['beforeRequest'] = [HOOK, members['beforeRequest'] ?? []].flat();
    }
  }

  private follow(emitter: unknown): void {
    if (typeof emitter !== 'object' || emitter === null || this.emitters.has(emitter)) return;
    this.emitters.add(emitter);
    listen(emitter, 'trace:http:request', (request, id) => this.requests.begun(request, id));
    listen(emitter, 'trace:http:response', (response, id) => this.requests.responded(response, id));
    listen(emitter, 'trace:http:error', (error, id) => this.requests.failed(error, id));
    listen(emitter, 'plugin:expect:expectations', (results, request) => this.requests.expectation(results, request));
  }
}

/** Calls `listener` before a method, whatever becomes of it. False where there is no such method. */
function wrap(owner: Record<string, unknown>, name: string, listener: (...args: unknown[]) => void): boolean {
  const method = owner[name];
  if (typeof method !== 'function') return false;
  owner[name] = function (this: unknown, ...args: unknown[]): unknown {
    listener(...args);
    const result: unknown = Reflect.apply(method, this, args);
    return result;
  };
  return true;
}

/** As the script writes it, with the names of variables: there are as many names as requests in the script. */
function requestName(request: unknown, target: unknown): string {
  const { name, url, method } = membersOf(request);
  if (typeof name === 'string' && name !== '') return name;
  const path = typeof url === 'string' ? url : '';
  const isOnTarget = typeof target === 'string' && path.startsWith(target);
  return `${String(method)} ${isOnTarget ? path.slice(target.length) : path}`.slice(0, 200);
}
