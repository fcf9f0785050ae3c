import * as z from 'zod';
import { askHttp, shownUrl } from './askHttp.ts';
import { readNumberText, shown } from './numberText.ts';
import { SampleFailure } from './sampleFailure.ts';

/** A point in time and its value, which Prometheus writes as text. */
const pointSchema = z.tuple([z.number(), z.string()]);
const dataSchema = z.discriminatedUnion('resultType', [
  z.object({ resultType: z.literal('vector'), result: z.array(z.object({ value: pointSchema.optional() })) }),
  z.object({ resultType: z.literal('matrix'), result: z.array(z.object({ values: z.array(pointSchema).optional() })) }),
  z.object({ resultType: z.literal('scalar'), result: pointSchema }),
  z.object({ resultType: z.literal('string'), result: pointSchema }),
]);
const answerSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), data: dataSchema }),
  z.object({ status: z.literal('error'), error: z.string() }),
]);

export interface PrometheusSource {
  url: string;
  query: string;
}

/** The one value that the query has now. */
export async function samplePrometheus({ url, query }: PrometheusSource, signal: AbortSignal): Promise<number> {
  const address = new URL(url);
  address.pathname = `${address.pathname.replace(/\/+$/, '')}/api/v1/query`;
  address.searchParams.set('query', query);
  const { status, text } = await askHttp(address, signal);
  const answer = readAnswer(text);
  const asked = `the query ${shown(query)}`;
  if (answer?.status === 'error') {
    throw new SampleFailure('refused', `${asked} was refused by ${shownUrl(new URL(url))}: ${answer.error}`);
  }
  if (answer === undefined || status !== 200) {
    const what = status === 200 ? 'with something that is no answer of Prometheus' : `with status ${status}`;
    throw new SampleFailure('unreadable', `${shownUrl(address)} answered ${what}`);
  }
  return onlyValue(answer.data, asked);
}

function readAnswer(text: string): z.infer<typeof answerSchema> | undefined {
  try {
    return answerSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Of several values none is better than the others, so the query has to say which is meant. */
function onlyValue(data: z.infer<typeof dataSchema>, asked: string): number {
  const values = valuesOf(data);
  const [value] = values;
  if (value === undefined) {
    throw new SampleFailure('no-value', `${asked} gave no value; is what it asks for scraped, and long enough?`);
  }
  if (values.length > 1) {
    throw new SampleFailure(
      'several-values',
      `${asked} gave ${values.length} values; make it one, as with sum() or max()`,
    );
  }
  const number = readNumberText(value);
  if (number === undefined) throw new SampleFailure('no-number', `${asked} gave ${shown(value)}, which is no number`);
  return number;
}

function valuesOf(data: z.infer<typeof dataSchema>): string[] {
  switch (data.resultType) {
    case 'vector':
      // A series without a value is a native histogram: several numbers.
      return data.result.map(({ value }) => value?.[1] ?? 'a histogram');
    case 'matrix':
      return data.result.flatMap(({ values = [] }) => values.map(([, value]) => value));
    case 'scalar':
    case 'string':
      return [data.result[1]];
  }
}
