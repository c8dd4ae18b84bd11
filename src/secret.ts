const REDACTED = "[redacted]";

/**
 * A token or password on its way from the configuration to the one place that sends it. However it is printed
 * (template, JSON, log, `util.inspect`, a debugger's dump of an object around it) only `[redacted]` shows.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Call it only where it is sent, and keep the result nowhere. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return REDACTED;
  }
}
