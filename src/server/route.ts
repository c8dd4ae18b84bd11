import type { z } from "zod";

import type { Acting } from "../acts/acting.ts";
import { AppError } from "../errors.ts";
import type { Language, Text } from "../language.ts";
import type { Spec, Unit } from "../model/spec.ts";
import { specOf } from "../partner-session.ts";
import type { Reader } from "../release/reader.ts";
import { notFound, type Principal, readerFor } from "./principal.ts";

/**
 * What can be asked of the server, as data: the routes, the OpenAPI document and the tests of who may do what are made
 * from one list. Every route is for somebody who is signed in; what is open to everybody is in `app.ts`, by hand.
 */
export interface Route {
  readonly method: "get" | "post" | "patch";
  /** Below `/api`, as express writes it: `/partners/:partner`. */
  readonly path: string;
  readonly about: Text;
  /** Parameters of the path with those of the query, or of the body where something is changed. */
  readonly input: z.ZodObject;
  readonly answer: z.ZodType;
  readonly handle: (asked: Asked<never>) => Promise<unknown>;
}

export interface Asked<I> {
  readonly principal: Principal;
  readonly acting: Acting;
  readonly language: Language;
  readonly input: I;
}

/** A route whose handler takes what its input schema gives, and answers what its answer schema takes. */
export function route<I extends z.ZodObject, A extends z.ZodType>(
  definition: Omit<Route, "input" | "answer" | "handle"> & {
    readonly input: I;
    readonly answer: A;
    readonly handle: (asked: Asked<z.infer<I>>) => Promise<z.input<A>>;
  },
): typeof definition {
  return definition;
}

/** A partner as whoever asks may read it. Throws `not_found` where he may not. */
export async function openTo(
  { principal, acting }: Pick<Asked<unknown>, "principal" | "acting">,
  partner: string,
): Promise<{ readonly spec: Spec; readonly reader: Reader }> {
  const spec = await specOf(acting.runtime, partner).catch((error: unknown) => {
    throw error instanceof AppError && error.code === "not_found" ? notFound() : error;
  });
  const reader = readerFor(principal, spec);
  if (reader === null) throw notFound();
  return { spec, reader };
}

/** The partners that whoever asks may read at all. */
export async function partnersOf(
  asked: Pick<Asked<unknown>, "principal" | "acting">,
): Promise<{ readonly spec: Spec; readonly reader: Reader }[]> {
  const found = [];
  for (const { key } of await asked.acting.runtime.store.partners.all()) {
    const spec = await specOf(asked.acting.runtime, key);
    const reader = readerFor(asked.principal, spec);
    if (reader !== null) found.push({ spec, reader });
  }
  return found;
}

/** A unit by its key. Throws `not_found`. */
export function unitOf({ units }: Spec, key: string): Unit {
  const unit = units.find((one) => one.key === key);
  if (unit === undefined) throw notFound();
  return unit;
}
