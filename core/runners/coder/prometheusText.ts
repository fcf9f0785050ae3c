/** One value of Coder's own, without the prefix that all of its names have. */
export interface PrometheusSample {
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}

const SAMPLE = /^coderd_scaletest_(\w+)(?:\{(.*)\})? (\S+)/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** The values in Prometheus' text format whose names are those of scale tests. Buckets are left out. */
export function readPrometheus(text: string): PrometheusSample[] {
  return text.split('\n').flatMap((line) => {
    const [, name = '', labels = '', written] = SAMPLE.exec(line) ?? [];
    const value = Number(written);
    if (name === '' || name.endsWith('_bucket') || !Number.isFinite(value) || value < 0) return [];
    const pairs = [...labels.matchAll(LABEL)].map(([, key = '', label = '']) => [key, label] as const);
    return [{ name, labels: Object.fromEntries(pairs), value }];
  });
}
