import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
export const APP_DIST = fileURLToPath(new URL('../../dist/app', import.meta.url))
export const DESIGN_SCHEMA = fileURLToPath(
  new URL('../../public/schema/design-v4.schema.json', import.meta.url),
)
