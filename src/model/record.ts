/**
 * An empty record for keys that people choose. Without a prototype the ids `__proto__` and `constructor` are keys as any
 * other: nothing is lost when they are set, and nothing is found where they are not.
 */
export const blankRecord = <T>(): Record<string, T> => Object.create(null)
