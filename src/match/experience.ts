import type { Rollout } from "../model/rollout.ts";
import type { StoredFeedback, StoredTold } from "../store/store.ts";

/** What was learned from telling and trying cases. */
export interface ExperienceInput {
  readonly rollouts: readonly Rollout[];
  readonly told: readonly StoredTold[];
  readonly feedback: readonly StoredFeedback[];
}

/** How a case fared, as far as it matters to one unit. */
export interface Experience {
  /** From -1 (it failed wherever it was tried) to 1 (it worked, and people found it useful). */
  readonly standing: number;
  /** This unit has had its say: it was told and of no use here, does not fit, or was tried or declined. */
  readonly isSettledHere: boolean;
}

const OUTCOMES = { success: 1, partial: 0.4, failed: -0.6 } as const;
const EFFECTS = { told: 0, used: 0.6, not_useful: -0.4 } as const;
const VERDICTS = { read: 0, helpful: 0.4, will_try: 0.5, does_not_fit: -0.4 } as const;

/** Reads the records once; asked once per case and unit. */
export function openExperience({ rollouts, told, feedback }: ExperienceInput) {
  const signals = new Map<string, { unit: string; value: number; settles: boolean }[]>();
  const add = (id: string, signal: { unit: string; value: number; settles: boolean }) => {
    signals.set(id, [...(signals.get(id) ?? []), signal]);
  };
  for (const { source, target, state, outcome } of rollouts) {
    const value = outcome === undefined ? (state === "declined" ? -0.2 : 0) : OUTCOMES[outcome];
    add(source, { unit: target, value, settles: state !== "proposed" });
  }
  for (const { item, unit, effect } of told) {
    add(item, { unit, value: EFFECTS[effect], settles: effect === "not_useful" });
  }
  for (const { item, unit, verdict } of feedback) {
    add(item, { unit, value: VERDICTS[verdict], settles: verdict === "does_not_fit" });
  }
  return (caseId: string, unit: string): Experience => {
    const own = signals.get(caseId) ?? [];
    const sum = own.reduce((total, { value }) => total + value, 0);
    return {
      // Two voices more count less than the first two.
      standing: Math.tanh(sum),
      isSettledHere: own.some((signal) => signal.unit === unit && signal.settles),
    };
  };
}
