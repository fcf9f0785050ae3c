import { Histogram } from '../../stats/histogram.ts';
import type { SecondSamples } from '../stepFrames.ts';
import type { HeyLine } from './output.ts';

type Response = Extract<HeyLine, { kind: 'response' }>;

interface Second {
  responses: number;
  refused: number;
  trends: { latency: Histogram; ttfb: Histogram; connect: Histogram };
}

/** Answered requests of a step by the second in which their answer was complete. Grows with seconds, not requests. */
export class StepResponses {
  private readonly seconds = new Map<number, Second>();
  count = 0;

  add({ latencyMs, ttfbMs, connectMs, startMs, status }: Response): void {
    const second = this.at(Math.floor((startMs + latencyMs) / 1000));
    this.count += 1;
    second.responses += 1;
    if (status >= 400) second.refused += 1;
    second.trends.latency.record(latencyMs);
    second.trends.ttfb.record(ttfbMs);
    // Where a connection was used again none was opened.
    if (connectMs > 0) second.trends.connect.record(connectMs);
  }

  lastSecond(): number {
    return Math.max(-1, ...this.seconds.keys());
  }

  /** Of all seconds up to this one that were not taken; errors are told where the caller knows of them. */
  take(second: number, errors = 0): SecondSamples {
    const taken = [...this.seconds].filter(([at]) => at <= second);
    let [responses, refused] = [0, 0];
    const trends = { latency: new Histogram(), ttfb: new Histogram(), connect: new Histogram() };
    for (const [at, found] of taken) {
      this.seconds.delete(at);
      responses += found.responses;
      refused += found.refused;
      for (const metric of TRENDS) trends[metric].add(found.trends[metric].toSparse());
    }
    return [
      { metric: 'requests', sample: { kind: 'counter', total: responses + errors } },
      { metric: 'responses', sample: { kind: 'counter', total: responses } },
      { metric: 'failures', sample: { kind: 'counter', total: refused + errors } },
      ...TRENDS.filter((metric) => trends[metric].count > 0).map((metric) => ({
        metric,
        sample: { kind: 'trend' as const, histogram: trends[metric].toSparse() },
      })),
    ];
  }

  private at(second: number): Second {
    let found = this.seconds.get(second);
    if (found === undefined) {
      found = {
        responses: 0,
        refused: 0,
        trends: { latency: new Histogram(), ttfb: new Histogram(), connect: new Histogram() },
      };
      this.seconds.set(second, found);
    }
    return found;
  }
}

const TRENDS = ['latency', 'ttfb', 'connect'] as const;
