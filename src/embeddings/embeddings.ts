/** A model that turns texts into vectors. */
export interface Embeddings {
  /** Vectors of different models cannot be compared. */
  readonly model: string;
  /** A vector for each text, in their order. Throws `workspace_failed` if the endpoint gives none. */
  embed(texts: readonly string[]): Promise<readonly (readonly number[])[]>;
}
