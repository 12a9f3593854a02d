/** Which runs the fields of an advert have, read once and kept until the next advert. */
import { bucketCount, eachRun } from './features.ts';
import type { WordedField } from './wording-model.ts';

/** A bit for each bucket: small enough to stay in a processor's nearest cache. */
class BucketSet {
  private readonly bits = new Int32Array(bucketCount / 32);

  /** Whether it was not in the set before. */
  add(bucket: number): boolean {
    const place = bucket >>> 5;
    const before = this.bits[place] as number;
    const bit = 1 << (bucket & 31);
    this.bits[place] = before | bit;
    return (before & bit) === 0;
  }

  clear(): void {
    this.bits.fill(0);
  }
}

export class RunReader {
  private readonly ofField = new BucketSet();
  private readonly ofAll = new BucketSet();
  /** Three numbers a run: its bucket, and the units that it covers. Of each field each bucket once. */
  private runs = new Int32Array(3 * 4096);
  private length = 0;
  /** Where the runs of each field end. */
  private readonly ends: number[] = [];
  /** Each bucket of the advert once. */
  private buckets = new Uint32Array(4096);
  private count = 0;
  private fields: readonly WordedField[] | undefined;

  /** Each bucket of all fields once; valid until the next reading. */
  read(fields: readonly WordedField[]): Uint32Array {
    if (this.fields !== fields) this.readAnew(fields);
    return this.buckets.subarray(0, this.count);
  }

  /** The runs of a field that was read last; of those in one bucket the first. */
  eachOfField(index: number, see: (bucket: number, from: number, to: number) => void): void {
    const { runs, ends } = this;
    const end = ends[index] as number;
    for (let at = index === 0 ? 0 : (ends[index - 1] as number); at < end; at += 3)
      see(runs[at] as number, runs[at + 1] as number, runs[at + 2] as number);
  }

  private readAnew(fields: readonly WordedField[]): void {
    this.fields = fields;
    this.length = 0;
    this.count = 0;
    this.ends.length = 0;
    this.ofAll.clear();
    for (const { folded, hidden } of fields) {
      this.ofField.clear();
      eachRun(folded, hidden, (bucket, from, to) => {
        if (this.ofField.add(bucket)) this.keep(bucket, from, to);
      });
      this.ends.push(this.length);
    }
  }

  private keep(bucket: number, from: number, to: number): void {
    if (this.length + 3 > this.runs.length) this.runs = grown(this.runs, Int32Array);
    const { runs, length } = this;
    runs[length] = bucket;
    runs[length + 1] = from;
    runs[length + 2] = to;
    this.length = length + 3;
    if (!this.ofAll.add(bucket)) return;
    if (this.count === this.buckets.length) this.buckets = grown(this.buckets, Uint32Array);
    this.buckets[this.count] = bucket;
    this.count += 1;
  }
}

const grown = <Numbers extends Int32Array | Uint32Array>(
  numbers: Numbers,
  make: new (length: number) => Numbers,
): Numbers => {
  const larger = new make(numbers.length * 2);
  larger.set(numbers);
  return larger;
};
