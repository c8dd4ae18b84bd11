import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Block, heading, linkTo, list, managed, paragraph, table, textTable } from "../../../src/content/blocks.ts";
import { prepareSpec } from "../../../src/spec/desired.ts";
import { batches, childrenOf } from "../../../src/workspaces/notion/batches.ts";
import { toNotionBlocks } from "../../../src/workspaces/notion/page-blocks.ts";
import { plainOf } from "../../../src/workspaces/notion/rich-text.ts";
import { anySpec } from "../../builders.ts";
import { checkEach, checkLimits } from "./check-limits.ts";
import { anyText, longText } from "./texts.ts";
