/** How long a test waits for what comes by itself: a busy machine takes seconds for what a quiet one does at once. */
export const PATIENT = { timeout: 120_000 }
