import type { EntryKind, Level } from "../../src/model/entry.ts";

/** A case as every engine gets it. */
export interface BenchDoc {
  readonly id: string;
  readonly unit: string;
  readonly kind: EntryKind;
  readonly level: Level;
  readonly theme: string;
  readonly product: string;
  /** Day, `2026-09-14`. */
  readonly heardOn: string;
  readonly title: string;
  readonly text: string;
}

export interface BenchFilter {
  readonly kind?: EntryKind;
  readonly level?: Level;
  readonly theme?: string;
}

/** One way to search, set up as well as it can be. */
export interface Engine {
  readonly name: string;
  /** Takes in all documents, once. */
  load(docs: Iterable<BenchDoc>): Promise<void>;
  /** Ids, best first. */
  search(
    query: string,
    options: { readonly limit: number; readonly filter?: BenchFilter },
  ): Promise<string[]>;
  /** Replaces one document; the next search knows. Absent where the engine is only compared in searching. */
  update?(doc: BenchDoc): Promise<void>;
  /** Bytes on disk, of everything and of the index without the texts; null where there is no file. */
  size(): Promise<{ readonly file: number; readonly index: number } | null>;
  close(): Promise<void>;
}

/** Above what an engine cannot be asked to hold, it is left out, and the bench says so. */
export interface EngineChoice {
  readonly name: string;
  readonly mostDocs: number;
  readonly needsPostgres: boolean;
  open(place: { readonly dir: string; readonly url: string }): Promise<Engine>;
}
