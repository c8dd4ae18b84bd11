import type { ManagedBlock } from "../content/blocks.ts";
import type { Text } from "../language.ts";
import type { DesiredNode } from "../spec/desired.ts";
import type { NodeType, RemoteId } from "../workspaces/workspace.ts";

/**
 * What must be done so that the workspace is as the spec says. A value: it can be printed, stored, tested and
 * refused; `apply` executes it and decides nothing.
 *
 * Identity is the bound remote id, then our marker in the workspace; never a title. What a person changed is
 * told apart by comparing three states: what the spec wants, what was last written, what is there.
 */
export interface Plan {
  readonly partner: string;
  readonly steps: readonly Step[];
  /** What people changed and the product leaves as it is. */
  readonly drift: readonly Drift[];
  /** What a person must resolve first. With conflicts nothing is applied. */
  readonly conflicts: readonly Conflict[];
}

interface StepBase {
  readonly key: string;
  readonly type: NodeType;
  readonly title: string;
}

export type Step =
  | (StepBase & { readonly action: "create"; readonly node: DesiredNode })
  /** Ours by its marker, but unknown to the store: bind it and bring its blocks up to date. */
  | (StepBase & {
      readonly action: "adopt";
      readonly node: DesiredNode;
      readonly remoteId: RemoteId;
      readonly shownTitle: string;
      readonly blocks: readonly ManagedBlock[];
    })
  | (StepBase & {
      readonly action: "update";
      readonly node: DesiredNode;
      readonly remoteId: RemoteId;
      readonly retitle: boolean;
      readonly blocks: readonly ManagedBlock[];
      readonly seedRows: boolean;
      /** Out of the trash, with everything in it. */
      readonly restore: boolean;
      readonly repairSchema: boolean;
      /** Ids of views that the node was to be born with and lacks. */
      readonly views: readonly string[];
      readonly changes: readonly Change[];
    })
  | (StepBase & {
      readonly action: "move";
      readonly remoteId: RemoteId;
      readonly parent: string | null;
      readonly changes: readonly Change[];
    })
  | (StepBase & {
      readonly action: "archive";
      readonly remoteId: RemoteId;
      readonly archive: string;
      readonly changes: readonly Change[];
    });

export interface Change {
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

export interface Drift {
  readonly key: string;
  readonly location: string;
  readonly kind: "renamed" | "edited" | "removed-block" | "renamed-property" | "notice";
  readonly message: Text;
}

export interface Conflict {
  readonly key: string;
  readonly title: string;
  readonly message: Text;
  readonly hint: Text;
}
