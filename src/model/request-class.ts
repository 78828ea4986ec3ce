/** What a request asks for. The order is the column order of every per-class array. */
export const REQUEST_CLASSES = ['static', 'read', 'write', 'upload', 'task'] as const
export type RequestClass = (typeof REQUEST_CLASSES)[number]

/** Weights of the classes in a client's traffic; any non-negative numbers, only their ratio matters. */
export type Mix = Readonly<Record<RequestClass, number>>

/** Why a request of a client failed. `shed` is counted apart from the others in the conservation law. */
export const FAILURE_REASONS = [
  'timeout',
  'shed',
  'noHealthyTarget',
  'unavailable',
  'notFound',
  'quota',
] as const
export type FailureReason = (typeof FAILURE_REASONS)[number]
