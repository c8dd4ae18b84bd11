import { z } from "zod";

import { AppError } from "../errors.ts";
import { Refusal } from "./problem.ts";
import type { Asked, Route } from "./route.ts";

/**
 * Asks one route, whoever brings the question: the API, a form of a page, an assistant. What does not fit the route's
 * input is refused by name; an answer that does not fit its schema is our bug.
 */
export async function ask<R extends Route>(
  route: R,
  input: unknown,
  context: Omit<Asked<unknown>, "input">,
): Promise<z.output<R["answer"]>> {
  if (route.method !== "get" && !context.principal.mayChange)
    throw new Refusal(403, "forbidden", {
      ja: "この鍵では閲覧しかできません",
      en: "this key only reads",
    });
  const parsed = route.input.safeParse(input);
  if (!parsed.success) throw refused(parsed.error);
  // The route was defined with a handler for just this input.
  const answer = await route.handle({ ...context, input: parsed.data } as Asked<never>);
  return route.answer.parse(answer) as z.output<R["answer"]>;
}

function refused(error: z.ZodError): AppError {
  const [issue] = error.issues;
  const keys = issue?.code === "unrecognized_keys" ? issue.keys : [];
  const name = [...(issue?.path ?? []), ...keys].map((part) => String(part).slice(0, 60)).join(".");
  const choices = issue?.code === "invalid_value" ? issue.values.map(String).join(", ") : "";
  return new AppError(
    "usage",
    { ja: `「${name}」の値は使えません`, en: `"${name}" cannot be that` },
    choices === "" ? {} : { hint: { ja: `次のどれか: ${choices}`, en: `One of: ${choices}` } },
  );
}
