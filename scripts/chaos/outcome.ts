/** What came of one part of the chaos. */
export interface Outcome {
  readonly name: string;
  /** Where an undisturbed run can be disturbed: its write boundaries, or its requests. */
  readonly places: number;
  /** Runs that were disturbed. */
  readonly tried: number;
  /** Each with everything that is needed to play it again. */
  readonly failures: readonly string[];
  /** More figures, in words. */
  readonly about?: string;
}

export interface Choice {
  /** So many runs of each part; 0 = all. */
  readonly sample: number;
  readonly seed: number;
  /** Only the parts whose name contains this. */
  readonly only?: string;
  readonly onProgress?: (name: string, done: number, total: number) => void;
}
