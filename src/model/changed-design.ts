import type { Design } from './design.ts'
import { applyChange, type DesignChange } from './design-change.ts'
import type { FindKind } from './document-checks.ts'
import { readDesign } from './parse.ts'
import type { ParseError } from './parse-error.ts'
import type { Result } from './result.ts'
import { documentOf } from './write.ts'

/** An edit that came from outside, done to a design. What comes out is read like any other document, or refused with a place. */
export const changedDesign = (
  design: Design,
  change: DesignChange,
  findKind: FindKind,
): Result<Design, ParseError> => readDesign(documentOf(applyChange(design, change)), findKind)
