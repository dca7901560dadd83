import { writeFileSync } from 'node:fs';

export interface Row {
  measure: string;
  unit: string;
  median: number;
  least: number;
  greatest: number;
  /** What it should not exceed; null: printed beside the others. */
  reach: number | null;
  reached: boolean | null;
}

const round = (value: number) => Math.round(value * 1000) / 1000;

/** `rounds`: the figure of each round. */
export function row(measure: string, unit: string, rounds: readonly number[], reach: number | null): Row {
  const sorted = [...rounds].sort((a, b) => a - b);
  const median = round(sorted[Math.floor(sorted.length / 2)] as number);
  return {
    measure,
    unit,
    median,
    least: round(sorted[0] as number),
    greatest: round(sorted.at(-1) as number),
    reach,
    reached: reach === null ? null : median <= reach,
  };
}

export function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] as number;
}

export function report(rows: readonly Row[]): void {
  const path = process.env.KADO_BENCH_REPORT;
  if (path) writeFileSync(path, JSON.stringify(rows));
}
