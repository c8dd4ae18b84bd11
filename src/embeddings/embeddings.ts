/** A model that turns texts into vectors. */
export interface Embeddings {
  /** Vectors of different models cannot be compared. */
  readonly model: string;
  /**
   * A vector for each text, in their order, as they come. Throws `workspace_failed` where the endpoint gives no more;
   * what came before then is as good as ever.
   */
  embed(texts: readonly string[]): AsyncIterable<readonly number[]>;
}
