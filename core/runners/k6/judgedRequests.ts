import type { SeriesSample, Tags } from '../../run/aggregate.ts';

/**
 * Whether k6 told of every request how it ended: a script may have it judge only some responses, or none
 * (`http.setResponseCallback`), and then what failed of these is nothing that all requests could be held against.
 */
export class JudgedRequests {
  private readonly parts = new Map<string, { tags: Tags; requests: number; judged: number }>();

  /** So many values of a metric came, under these tags. */
  add(metric: string, tags: Tags, values: number): void {
    if (metric !== 'requests' && metric !== 'http_req_failed') return;
    const key = JSON.stringify(tags);
    let part = this.parts.get(key);
    if (part === undefined) this.parts.set(key, (part = { tags, requests: 0, judged: 0 }));
    if (metric === 'requests') part.requests += values;
    else part.judged += values;
  }

  /** Undefined where all were judged. */
  get unjudged(): { requests: number; unjudged: number } | undefined {
    const all = [...this.parts.values()];
    const unjudged = all.reduce((sum, part) => sum + Math.max(0, part.requests - part.judged), 0);
    return unjudged === 0 ? undefined : { requests: all.reduce((sum, part) => sum + part.requests, 0), unjudged };
  }

  /** Takes back the failures of whatever holds an unjudged request: they are no number. */
  withdrawals(): SeriesSample[] {
    const partly = [...this.parts.values()].filter(({ requests, judged }) => judged < requests);
    const places = new Map(partly.flatMap(({ tags }) => placesOf(tags).map((place) => [JSON.stringify(place), place])));
    return [...places.values()].map((tags) => ({ metric: 'failures', tags, sample: { kind: 'counter', total: NaN } }));
  }
}

/** Every choice of these tags: each may be asked for alone. */
function placesOf(tags: Tags): Tags[] {
  let places: Tags[] = [{}];
  for (const [key, value] of Object.entries(tags)) {
    places = [...places, ...places.map((place) => ({ ...place, [key]: value }))];
  }
  return places;
}
