import { smokeTests } from './scenario.ts'
import { findWebkit, launchWebkit, WEBKIT_MISSING } from './webkit.ts'

smokeTests('WebKit', findWebkit(), launchWebkit, WEBKIT_MISSING)
