/** A time in Unix milliseconds, and a strength in dBm. */
export type Sample = readonly [number, number];

/** Gaps longer than this are gaps: nothing was heard, in milliseconds. */
const GAP = 120_000;
/** The strengths between which the line moves, in dBm. */
const WEAKEST = -100;
const STRONGEST = -30;

/** The path of a line through samples, in a box of this size. */
export function sparkline(samples: readonly Sample[], width: number, height: number): string {
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last) return "";
  const span = Math.max(1, last[0] - first[0]);
  let path = "";
  let before: number | undefined;
  for (const [at, rssi] of samples) {
    const x = samples.length === 1 ? width : ((at - first[0]) / span) * width;
    const share = (Math.min(STRONGEST, Math.max(WEAKEST, rssi)) - WEAKEST) / (STRONGEST - WEAKEST);
    const pen = before === undefined || at - before > GAP ? "M" : "L";
    path += `${pen}${x.toFixed(1)} ${((1 - share) * height).toFixed(1)}`;
    // A line of one point shows as a dot, because its ends are round.
    if (samples.length === 1) path += "h0";
    before = at;
  }
  return path;
}
