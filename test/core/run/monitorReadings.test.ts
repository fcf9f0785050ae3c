import { describe, expect, it } from 'vitest';
import { MonitorReadings } from '../../../core/run/monitorReadings.ts';
import type { Frame } from '../../../core/run/runEvent.ts';
import { counter, frame, gauge } from './helpers.ts';

const START = 1_000_000;

function readingsAt(values: Readonly<Record<number, number>>): MonitorReadings {
  const readings = new MonitorReadings();
  readings.loadStarted(START);
  for (const [ms, value] of Object.entries(values)) readings.add({ monitor: 'cpu', value, at: START + Number(ms) });
  return readings;
}

const cpu = (...values: number[]) => gauge('cpu', values);
const empty = (second: number, durationMs = 1000): Frame => frame(second, [counter('requests', 1)], { durationMs });
const withCpu = (one: Frame, ...values: number[]): Frame => ({ ...one, samples: [...one.samples, cpu(...values)] });

describe('MonitorReadings', () => {
  it('puts readings into the frame of their second, as one gauge', () => {
    const readings = readingsAt({ 100: 0.1, 900: 0.3, 1000: 0.5 });
    expect(readings.merge(empty(0))).toEqual(withCpu(empty(0), 0.1, 0.3));
    expect(readings.merge(empty(1))).toEqual(withCpu(empty(1), 0.5));
    expect(readings.merge(empty(2))).toEqual(empty(2));
    expect(readings.rest()).toEqual([]);
  });

  it('keeps readings for frames that come only after the load', () => {
    const readings = readingsAt({ 0: 0.1, 5000: 0.2, 10_000: 0.9 });
    const frames = Array.from({ length: 11 }, (_, second) => readings.merge(empty(second)));
    const withReadings = frames.filter(({ samples }) => samples.length > 1).map(({ second }) => second);
    expect(withReadings).toEqual([0, 5, 10]);
  });

  it('puts readings of seconds without a frame into the next one', () => {
    const readings = readingsAt({ 0: 0.1, 3000: 0.2, 4000: 0.3 });
    readings.merge(empty(0));
    expect(readings.merge(empty(6))).toEqual(withCpu(empty(6), 0.2, 0.3));
  });

  it('merges the readings of a long frame', () => {
    const readings = readingsAt({ 0: 0.4, 5000: 0.2, 9900: 0.6, 10_000: 0.8 });
    expect(readings.merge(empty(0, 10_000))).toEqual(withCpu(empty(0, 10_000), 0.4, 0.2, 0.6));
  });

  it('adds no time to the load with what is left at its end', () => {
    const readings = readingsAt({ 100: 0.1, 2500: 0.7 });
    readings.merge(empty(0));
    expect(readings.rest()).toEqual([frame(1, [cpu(0.7)], { durationMs: 0 })]);
    expect(readings.rest()).toEqual([]);
  });

  it('is the time line of a tool that told no second', () => {
    const readings = readingsAt({ 100: 0.1, 5100: 0.2 });
    readings.stageStarted('peak', true);
    const peak = { stage: 'peak', warmup: true };
    expect(readings.rest()).toEqual([frame(0, [cpu(0.1)], peak), frame(5, [cpu(0.2)], peak)]);
  });

  it('gives nothing to a frame that comes again, and nothing twice', () => {
    const readings = readingsAt({ 100: 0.1, 1100: 0.2 });
    readings.merge(empty(0));
    expect(readings.merge(empty(0))).toEqual(empty(0));
    expect(readings.merge(empty(1))).toEqual(withCpu(empty(1), 0.2));
  });

  it('shows guards each second once it is over, whatever the frames do', () => {
    const readings = readingsAt({ 100: 0.1, 1100: 0.2 });
    expect(readings.secondsUntil(START + 999)).toEqual([]);
    expect(readings.secondsUntil(START + 1000).map(({ second }) => second)).toEqual([0]);
    readings.merge(empty(0, 5000));
    expect(readings.secondsUntil(START + 2000)).toEqual([frame(1, [cpu(0.2)], { stage: '' })]);
    expect(readings.secondsUntil(START + 9000)).toEqual([]);
  });

  it('has no place for readings before the load', () => {
    const readings = new MonitorReadings();
    readings.add({ monitor: 'cpu', value: 1, at: START });
    readings.loadStarted(START + 10);
    expect([readings.rest(), readings.secondsUntil(START + 5000)]).toEqual([[], []]);
  });
});
