import type { z } from 'zod'
import type { kitOperations } from '../protocol/recovery-operations.ts'

export type KitOperations = typeof kitOperations
export type KitOperation = keyof KitOperations
export type KitInput<Op extends KitOperation> = z.output<KitOperations[Op]['in']>
export type KitOutput<Op extends KitOperation> = z.output<KitOperations[Op]['out']>
